"""A timestamp key was revoked, and its thief goes on signing with it."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.rotate("timestamp", "timestamp-2")
    repository.signers["timestamp"] = ["timestamp"]
    repository.publish("root")
    yield refused("signature")
