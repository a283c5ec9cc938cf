"""The author's file says another version than its name and the snapshot."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(alter={"authors": lambda signed: signed.update(version=2)})
    yield refused("mixed")
