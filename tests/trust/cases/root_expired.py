"""The newest root has run out while everything below it is new."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.later(366)
    repository.publish("targets")
    yield refused("expired")
