"""The organisation has not signed its targets for too long."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.later(91)
    repository.publish()
    yield refused("expired")
