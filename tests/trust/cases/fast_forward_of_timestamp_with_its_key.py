"""After a fast-forward of the timestamp only the timestamp key is new."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.timestamp.version = 10**6
    repository.publish()
    yield accepted()
    repository.timestamp.version = 2
    repository.rotate("timestamp", "timestamp-2")
    repository.publish("root")
    yield accepted("nudges/hello.json")
