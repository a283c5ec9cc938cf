"""The server adds to a nudge."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.file("nudges/hello.json", "targets").write_bytes(b"hello, and more")
    yield refused("oversized")
