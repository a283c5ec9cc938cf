"""The snapshot names another hash than the targets file has."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"snapshot": lambda signed: signed["meta"]["targets.json"]["hashes"].update(sha256="0" * 64)}
    )
    yield refused("mixed")
