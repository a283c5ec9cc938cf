"""The targets say that they are of a type that nobody knows."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed.update(_type="mirrors")})
    yield refused("malformed")
