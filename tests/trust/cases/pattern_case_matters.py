"""Delegated paths are compared letter by letter."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.add("Nudges/tip.json", b"tip", role="authors")
    repository.publish()
    yield accepted("nudges/hello.json")
