"""The new root names no key at all for timestamps."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.publish("root", alter={"root": lambda root: root["roles"]["timestamp"]["keyids"].clear()})
    yield refused("signature")
