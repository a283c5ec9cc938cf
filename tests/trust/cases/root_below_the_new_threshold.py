"""The new root needs two people, and one of them has signed."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.rotate("root", "ada", "ben", threshold=2)
    repository.signers["root"] = ["ada"]
    repository.publish("root")
    yield refused("signature")
