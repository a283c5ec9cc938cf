"""A thief of the timestamp key alone signs a snapshot, too."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.signers["snapshot"] = ["timestamp"]
    repository.publish()
    yield refused("signature")
