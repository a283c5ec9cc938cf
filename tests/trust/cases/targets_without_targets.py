"""The targets have no list of targets."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed.pop("targets")})
    yield refused("malformed")
