"""A thief drove the timestamp's version up, and the operator starts again without new keys."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.timestamp.version = 10**6
    repository.publish()
    yield accepted()
    repository.timestamp.version = 2
    repository.publish()
    yield refused("rolled-back")
