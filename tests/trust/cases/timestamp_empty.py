"""The timestamp is an empty file."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"timestamp": lambda data: b""})
    yield refused("truncated", reference="malformed")
