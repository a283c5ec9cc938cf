"""The root was signed two hundred and fifty times since the client was installed."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    for _ in range(250):
        repository.publish("root")
    yield accepted("nudges/hello.json")
