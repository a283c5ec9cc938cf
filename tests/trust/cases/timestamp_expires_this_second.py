"""A timestamp is no longer in force in the second that it names."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.later(1)
    yield refused("expired")
