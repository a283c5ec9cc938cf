"""The server sends a timestamp of eight megabytes of spaces."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"timestamp": lambda data: data + b" " * 8_000_000})
    yield refused("oversized")
