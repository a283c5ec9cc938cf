"""The server hands out no timestamp."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.meta("timestamp").unlink()
    yield refused("missing")
