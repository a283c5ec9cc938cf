"""A portal answers the question for the next root."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.meta("root", version=2).write_bytes(b"<!doctype html><title>Please log in</title>")
    yield refused("malformed")
