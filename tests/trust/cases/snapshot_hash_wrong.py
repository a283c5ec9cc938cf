"""The timestamp names another hash than the snapshot has."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"timestamp": lambda signed: signed["meta"]["snapshot.json"]["hashes"].update(sha256="0" * 64)}
    )
    yield refused("mixed")
