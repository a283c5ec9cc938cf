"""A visit fails for want of a timestamp; the new root that it has seen is not taken back afterwards."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.rotate("timestamp", "timestamp-2")
    old = repository.meta("timestamp").read_bytes()
    repository.publish("root")
    repository.meta("timestamp").unlink()
    yield refused("missing")
    repository.meta("root").unlink()
    repository.meta("timestamp").write_bytes(old)
    yield refused("signature")
