"""A role's threshold is "1"."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"root": lambda root: root["roles"]["targets"].update(threshold="1")})
    yield refused("malformed")
