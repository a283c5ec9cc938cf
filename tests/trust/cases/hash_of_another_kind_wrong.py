"""Of two hashes the snapshot names the targets by, the SHA-512 is wrong."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"snapshot": lambda signed: signed["meta"]["targets.json"]["hashes"].update(sha512="0" * 128)}
    )
    yield refused("mixed")
