"""The server hands out a new snapshot without its targets."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.publish("targets")
    repository.meta("targets").unlink()
    yield refused("missing")
