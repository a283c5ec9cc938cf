"""The timestamp is in force until the year 10000."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(expires="10000-01-01T00:00:00Z")})
    yield refused("malformed")
