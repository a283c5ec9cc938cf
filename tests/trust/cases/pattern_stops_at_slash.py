"""A star in a delegated path stands for no slash."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.add("nudges/deep/tip.json", b"tip", role="authors")
    repository.add("nudges/tip.json", b"tip", role="authors")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/tip.json")
