"""A thief of both online keys signs targets with a nudge of his own."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.add("nudges/mine.json", b"send me your password", role="targets")
    repository.signers["targets"] = ["snapshot", "timestamp"]
    repository.publish("targets")
    yield refused("signature")
