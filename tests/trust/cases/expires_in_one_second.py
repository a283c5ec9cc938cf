"""Everything is in force for one second more."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.later(1 - 1 / 86400)
    yield accepted("nudges/hello.json")
