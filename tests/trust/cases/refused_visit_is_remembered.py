"""A visit fails for want of a snapshot; the timestamp that it has seen is not rolled back afterwards."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    old = repository.meta("timestamp").read_bytes()
    yield accepted()
    repository.publish()
    repository.meta("snapshot").unlink()
    yield refused("missing")
    repository.meta("timestamp").write_bytes(old)
    yield refused("rolled-back")
