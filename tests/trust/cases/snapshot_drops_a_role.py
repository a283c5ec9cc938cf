"""A newer snapshot no longer names a role that an older one named, though nobody delegates to it any more."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish()
    yield accepted()
    repository.targets.delegations = None
    del repository.roles["authors"]
    repository.publish("targets")
    yield refused("rolled-back")
