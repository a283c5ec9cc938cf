"""A stranger signs a new root with keys of his own only."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.outgoing = []
    repository.rotate("root", "mallory")
    repository.publish("root")
    yield refused("signature")
