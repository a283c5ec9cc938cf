"""The organisation's key signs in place of the author to whom it delegated."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.signers["authors"] = ["targets"]
    repository.publish()
    yield refused("signature")
