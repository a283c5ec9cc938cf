"""One of two keys signs twice, under the same key id."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("targets", "ada", "ben", threshold=2)
    repository.signers["targets"] = ["ada", "ada"]
    repository.publish()
    yield refused("malformed")
