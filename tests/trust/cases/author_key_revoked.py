"""The organisation delegates to a new author key; what the old one signed is still handed out."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish()
    yield accepted()
    repository.rotate("authors", "authors-2")
    repository.publish("targets")
    yield refused("signature")
