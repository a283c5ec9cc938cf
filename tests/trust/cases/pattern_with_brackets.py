"""A delegated path holds a class of letters in brackets."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/[ab].json")
    repository.add("nudges/a.json", b"tip", role="authors")
    repository.publish()
    yield refused("malformed", reference="accepted", because="the specification names * and ? only")
