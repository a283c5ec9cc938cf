"""The server mixes: today's snapshot with yesterday's targets under today's name."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    old = repository.meta("targets").read_bytes()
    repository.publish("targets")
    repository.meta("targets").write_bytes(old)
    yield refused("mixed")
