"""A timestamp, signed by the root's key, is handed out as the next root."""

from collections.abc import Iterator

from repository import Repository, sign
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.meta("root", version=2).write_bytes(sign(dict(repository.timestamp.to_dict(), version=2), ["root"]))
    yield refused("malformed")
