"""Stolen online keys name a length of forty megabytes for the targets, so that they would be read."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": lambda data: data + b" " * 40_000_000})
    yield refused(
        "oversized",
        reference="accepted",
        because="python-tuf reads any length that is signed; we read no file beyond our budget",
    )
