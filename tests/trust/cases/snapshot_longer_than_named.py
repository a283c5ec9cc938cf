"""The server sends a snapshot that is longer than its timestamp says."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    file = repository.meta("snapshot")
    file.write_bytes(file.read_bytes() + b" ")
    yield refused("oversized")
