"""The root's key signs the timestamp, which is not its office."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.signers["timestamp"] = ["root"]
    repository.publish()
    yield refused("signature")
