"""The server got a new snapshot key."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.rotate("snapshot", "snapshot-2")
    repository.publish("root")
    yield accepted("nudges/hello.json")
