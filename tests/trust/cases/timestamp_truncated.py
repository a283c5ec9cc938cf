"""The timestamp ends in the middle."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"timestamp": lambda data: data[: len(data) // 2]})
    yield refused("truncated", reference="malformed")
