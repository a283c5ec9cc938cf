"""The timestamp's version has thirty digits."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(version=10**30)})
    yield refused("malformed", reference="accepted", because="python-tuf counts without end; our versions have 64 bits")
