"""The server stops signing timestamps, so that nobody hears of anything newer."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.later(2)
    yield refused("expired")
