"""The root does not say who signs timestamps."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"root": lambda root: root["roles"].pop("timestamp")})
    yield refused("malformed")
