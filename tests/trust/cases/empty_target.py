"""A target file of no bytes."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.add("nudges/empty.json", b"", role="targets")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/empty.json")
