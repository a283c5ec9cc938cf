"""The targets do not say when they run out."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed.pop("expires")})
    yield refused("malformed")
