"""The timestamp's version is true."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(version=True)})
    yield refused("malformed", reference="accepted", because="for Python true is the number 1; a version is a number")
