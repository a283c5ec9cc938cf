"""The timestamp runs out at the twenty-fourth hour."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(expires="2027-12-31T24:00:00Z")})
    yield refused("malformed")
