"""The second root is not there, only the third: nobody gets to it."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.publish("root")
    second = repository.meta("root")
    repository.publish("root")
    second.unlink()
    yield accepted("nudges/hello.json")
