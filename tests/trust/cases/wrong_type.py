"""The timestamp says that it is a snapshot."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(_type="snapshot")})
    yield refused("malformed")
