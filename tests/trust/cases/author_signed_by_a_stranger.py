"""Somebody whose key nobody knows signs in the author's place."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.signers["authors"] = ["mallory"]
    repository.publish()
    yield refused("signature")
