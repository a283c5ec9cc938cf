"""The client's own root is still in force, but a newer one is there and has run out."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.lives["root"] = 1
    repository.publish("root")
    repository.later(2)
    repository.publish()
    yield refused("expired")
