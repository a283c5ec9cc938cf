"""A snapshot key was revoked, and the snapshot that it signed is still handed out."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.rotate("snapshot", "snapshot-2")
    repository.signers["snapshot"] = ["snapshot"]
    repository.publish("root")
    yield refused("signature")
