"""The timestamp says that it follows version 2 of the specification."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(spec_version="2.0.0")})
    yield refused("malformed")
