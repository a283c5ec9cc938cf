"""The server sends a next root of eight megabytes."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.publish("root", spoil={"root": lambda data: data + b" " * 8_000_000})
    yield refused("oversized")
