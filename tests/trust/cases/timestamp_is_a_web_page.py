"""A portal that wants a login answers in the server's place."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"timestamp": lambda data: b"<!doctype html><title>Please log in</title>"})
    yield refused("malformed")
