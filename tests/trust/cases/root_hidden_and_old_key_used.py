"""A thief of a revoked timestamp key hides the root that revoked it from a client that has seen that root."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.rotate("timestamp", "timestamp-2")
    repository.publish("root")
    yield accepted()
    repository.meta("root").unlink()
    repository.signers["timestamp"] = ["timestamp"]
    repository.publish()
    yield refused("signature")
