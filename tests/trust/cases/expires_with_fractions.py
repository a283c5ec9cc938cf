"""The timestamp's expiry has parts of a second."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(expires="2027-03-02T09:00:00.5Z")})
    yield refused("malformed")
