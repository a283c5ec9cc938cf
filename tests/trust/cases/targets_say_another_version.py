"""The targets say a later version than the snapshot names."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed.update(version=7)})
    yield refused("mixed")
