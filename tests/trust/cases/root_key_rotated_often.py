"""The root key changed forty times since the client was installed."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    for number in range(40):
        repository.rotate("root", f"root-{number}")
        repository.publish("root")
    yield accepted("nudges/hello.json")
    yield accepted("nudges/hello.json")
