"""The timestamp says that the snapshot has no bytes."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed["meta"]["snapshot.json"].update(length=0)})
    yield refused("oversized", reference="mixed")
