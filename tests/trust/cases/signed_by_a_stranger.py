"""Somebody whose key nobody knows signs the targets."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.signers["targets"] = ["mallory"]
    repository.publish()
    yield refused("signature")
