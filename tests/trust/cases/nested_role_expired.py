"""A role two delegations down has run out."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.delegate("guest", "nudges/*", by="authors")
    repository.lives["guest"] = 10
    repository.publish()
    repository.later(11)
    repository.publish()
    yield refused("expired")
