"""The server changes a nudge of a delegated author."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.add("nudges/tip.json", b"tip", role="authors")
    repository.publish()
    repository.file("nudges/tip.json", "authors").write_bytes(b"top")
    yield refused("mixed")
