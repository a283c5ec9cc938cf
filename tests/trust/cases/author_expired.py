"""An author's role has run out while everything around it is new."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.lives["authors"] = 10
    repository.publish()
    repository.later(11)
    repository.publish()
    yield refused("expired")
