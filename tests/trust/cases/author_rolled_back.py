"""A thief of both online keys signs a newer snapshot that names an author's older version."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish()
    repository.publish("authors")
    yield accepted()
    repository.publish(alter={"snapshot": lambda signed: signed["meta"].update({"authors.json": {"version": 1}})})
    yield refused("rolled-back")
