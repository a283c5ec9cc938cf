"""A delegation names a key id of which nobody gives the key."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(alter={"targets": lambda signed: signed["delegations"]["keys"].clear()})
    yield refused("signature")
