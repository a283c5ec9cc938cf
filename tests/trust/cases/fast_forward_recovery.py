"""A thief of the online keys drove their versions up to a million; new keys let them start again."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.timestamp.version = repository.snapshot.version = 10**6
    repository.publish()
    yield accepted()
    repository.timestamp.version = repository.snapshot.version = 2
    repository.rotate("timestamp", "timestamp-2")
    repository.rotate("snapshot", "snapshot-2")
    repository.publish("root")
    yield accepted("nudges/hello.json")
    yield accepted("nudges/hello.json")
