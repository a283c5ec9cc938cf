"""The organisation delegates to nobody: the role has no keys."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(alter={"targets": lambda signed: signed["delegations"]["roles"][0]["keyids"].clear()})
    yield refused("signature")
