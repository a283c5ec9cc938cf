"""The timestamp runs out on the thirtieth of February."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(expires="2028-02-30T09:00:00Z")})
    yield refused("malformed")
