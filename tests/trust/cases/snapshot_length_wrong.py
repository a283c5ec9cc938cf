"""The timestamp names a length that is greater than the snapshot's."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed["meta"]["snapshot.json"].update(length=9_999)})
    yield refused("truncated", reference="mixed")
