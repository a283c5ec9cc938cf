"""A new root that has run out revokes a timestamp key; later it is hidden and the old key is used."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.lives["root"] = 1
    repository.rotate("timestamp", "timestamp-2")
    repository.publish("root")
    repository.later(2)
    repository.publish()
    yield refused("expired")
    repository.meta("root").unlink()
    repository.signers["timestamp"] = ["timestamp"]
    repository.publish()
    yield refused("expired")
