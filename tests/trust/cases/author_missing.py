"""The server hands out everything but the author's new version."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish()
    yield accepted()
    repository.publish("authors")
    repository.meta("authors").unlink()
    yield refused("missing")
