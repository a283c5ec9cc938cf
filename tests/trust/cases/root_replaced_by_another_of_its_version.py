"""Root keys sign a second root of a version that the client has seen already."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.publish("root")
    yield accepted()
    repository.root.version = 1
    repository.rotate("timestamp", "mallory")
    repository.publish("root")
    yield refused("signature")
