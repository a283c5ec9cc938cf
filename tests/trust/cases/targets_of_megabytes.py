"""Targets of many megabytes, of which the snapshot names no length."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        spoil={"targets": lambda data: data + b" " * 20_000_000},
        alter={"snapshot": lambda signed: signed["meta"].update({"targets.json": {"version": 1}})},
    )
    yield refused("oversized")
