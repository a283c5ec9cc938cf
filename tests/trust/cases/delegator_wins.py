"""The organisation lists a path itself that it delegates, too: its own word counts."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.add("nudges/hello.json", b"the authors' words", role="authors")
    repository.publish()
    yield accepted("nudges/hello.json")
