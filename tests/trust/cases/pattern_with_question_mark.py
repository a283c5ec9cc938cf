"""A question mark in a delegated path stands for exactly one character."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/tip-?.json")
    for name in ("tip-1", "tip-22", "tip-"):
        repository.add(f"nudges/{name}.json", b"tip", role="authors")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/tip-1.json")
