"""A thief of the timestamp key signs a newer timestamp that names an older snapshot."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.publish()
    yield accepted()
    repository.publish(alter={"timestamp": lambda signed: signed["meta"].update({"snapshot.json": {"version": 1}})})
    yield refused("rolled-back")
