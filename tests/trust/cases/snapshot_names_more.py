"""The snapshot names a role that nobody delegates to."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"snapshot": lambda signed: signed["meta"].update({"mallory.json": {"version": 1}})})
    yield accepted("nudges/hello.json")
