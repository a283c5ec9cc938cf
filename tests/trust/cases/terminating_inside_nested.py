"""A terminating delegation two levels down ends the whole search."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.delegate("guest", "nudges/*", by="authors", last=True)
    repository.delegate("others", "nudges/*")
    repository.add("nudges/late.json", b"late", role="others")
    repository.publish()
    yield accepted("nudges/hello.json")
