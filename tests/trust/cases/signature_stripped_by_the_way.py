"""The server takes away one of two signatures where both are needed."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("targets", "ada", "ben", threshold=2)
    repository.publish(spoil={"targets": edited(lambda whole: whole["signatures"].pop())})
    yield refused("signature")
