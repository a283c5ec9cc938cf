"""A timestamp that has run out is refused, and yet nothing older than it is taken afterwards."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.lives["timestamp"] = 30
    repository.publish()
    old = repository.meta("timestamp").read_bytes()
    yield accepted()
    repository.lives["timestamp"] = 1
    repository.publish()
    repository.later(2)
    yield refused("expired")
    repository.meta("timestamp").write_bytes(old)
    yield refused(
        "rolled-back",
        reference="accepted",
        because="python-tuf forgets a timestamp that had run out; it was signed, and is newer",
    )
