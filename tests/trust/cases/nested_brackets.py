"""The timestamp is seven thousand brackets."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"timestamp": lambda data: b"[" * 7_000})
    yield refused("malformed")
