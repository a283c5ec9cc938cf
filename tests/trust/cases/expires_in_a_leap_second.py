"""The timestamp runs out in a sixty-first second."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(expires="2027-12-31T23:59:60Z")})
    yield refused("malformed")
