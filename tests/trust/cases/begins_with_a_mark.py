"""The timestamp begins with a byte order mark."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"timestamp": lambda data: b"\xef\xbb\xbf" + data})
    yield refused("malformed")
