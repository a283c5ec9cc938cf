"""The server hands out the timestamp of the visit before the last."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    old = repository.meta("timestamp").read_bytes()
    repository.publish()
    yield accepted()
    repository.meta("timestamp").write_bytes(old)
    yield refused("rolled-back")
