"""The server sends a snapshot of eight megabytes, of which the timestamp names no length."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        spoil={"snapshot": lambda data: data + b" " * 8_000_000},
        alter={"timestamp": lambda signed: signed["meta"].update({"snapshot.json": {"version": 1}})},
    )
    yield refused("oversized")
