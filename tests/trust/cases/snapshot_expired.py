"""Timestamps go on, over a snapshot that has run out."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.lives["timestamp"] = 30
    repository.publish()
    yield accepted()
    repository.later(8)
    yield refused("expired")
