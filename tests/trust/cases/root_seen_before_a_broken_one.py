"""The next root revokes a timestamp key and the one after it is broken; later both are hidden and the old key is used."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.rotate("timestamp", "timestamp-2")
    repository.publish("root")
    repository.meta("root", version=3).write_bytes(b"broken")
    yield refused("malformed")
    repository.meta("root", version=3).unlink()
    repository.meta("root").unlink()
    repository.signers["timestamp"] = ["timestamp"]
    repository.publish()
    yield refused("signature")
