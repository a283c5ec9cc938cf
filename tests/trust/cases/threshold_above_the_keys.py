"""A role needs more signatures than it has keys."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("targets", "ada", "ben", threshold=3)
    repository.publish()
    yield refused("signature")
