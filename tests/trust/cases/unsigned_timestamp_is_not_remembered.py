"""A stranger's timestamp of version nine hundred is refused, and does not stand in the way of the next."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.timestamp.version = 900
    repository.signers["timestamp"] = ["mallory"]
    repository.publish()
    yield refused("signature")
    repository.timestamp.version = 2
    repository.signers["timestamp"] = ["timestamp"]
    repository.publish()
    yield accepted("nudges/hello.json")
