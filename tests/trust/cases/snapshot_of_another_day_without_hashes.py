"""Yesterday's snapshot under today's name, where the timestamp names no hash."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    old = repository.meta("snapshot").read_bytes()
    repository.publish(alter={"timestamp": lambda signed: signed["meta"].update({"snapshot.json": {"version": 2}})})
    repository.meta("snapshot").write_bytes(old)
    yield refused("mixed")
