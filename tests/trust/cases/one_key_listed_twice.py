"""A role lists the same key twice, to reach its threshold of two with one signature."""

from collections.abc import Iterator

from repository import Repository, key_id
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("targets", "ada", threshold=2)
    repository.publish(
        alter={"root": lambda root: root["roles"]["targets"].update(keyids=[key_id("ada"), key_id("ada")])}
    )
    yield refused("malformed")
