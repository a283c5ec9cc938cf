"""The server hands out a new timestamp without its snapshot."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.publish()
    repository.meta("snapshot").unlink()
    yield refused("missing")
