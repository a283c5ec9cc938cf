"""One of three organisation keys signs where two are needed."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("targets", "ada", "ben", "cleo", threshold=2)
    repository.signers["targets"] = ["ada"]
    repository.publish()
    yield refused("signature")
