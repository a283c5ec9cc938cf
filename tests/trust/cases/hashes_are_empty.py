"""The snapshot has hashes for the targets, but none in them."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"snapshot": lambda signed: signed["meta"]["targets.json"]["hashes"].clear()})
    yield refused("malformed")
