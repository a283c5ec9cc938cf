"""The server mixes: today's timestamp with yesterday's snapshot under today's name."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    old = repository.meta("snapshot").read_bytes()
    repository.publish()
    repository.meta("snapshot").write_bytes(old)
    yield refused("mixed")
