"""The old root key signs a new root whose own key has not signed."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.rotate("root", "root-2")
    repository.signers["root"] = ["root"]
    repository.publish("root")
    yield refused("signature")
