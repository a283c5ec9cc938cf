"""The timestamp's version is the greatest that sixty-three bits hold, after which none can follow."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.timestamp.version = 2**63 - 2
    repository.publish()
    yield accepted("nudges/hello.json")
    yield accepted("nudges/hello.json")
