"""The timestamp names a length below nothing."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed["meta"]["snapshot.json"].update(length=-1)})
    yield refused("malformed")
