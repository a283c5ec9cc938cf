"""A thief of both online keys signs a newer snapshot that names older targets."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.publish("targets")
    yield accepted()
    repository.publish(alter={"snapshot": lambda signed: signed["meta"].update({"targets.json": {"version": 1}})})
    yield refused("rolled-back")
