"""The server signs targets with its snapshot key."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.signers["targets"] = ["snapshot"]
    repository.publish()
    yield refused("signature")
