"""The timestamp names a hash that is a word."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"timestamp": lambda signed: signed["meta"]["snapshot.json"]["hashes"].update(sha256="none")}
    )
    yield refused("malformed", reference="mixed")
