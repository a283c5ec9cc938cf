"""The timestamp names another file beside the snapshot."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed["meta"].update({"root.json": {"version": 1}})})
    yield refused("malformed", reference="signature")
