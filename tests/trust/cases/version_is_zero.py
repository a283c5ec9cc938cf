"""The targets' version is 0, in the snapshot, too."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={
            "targets": lambda signed: signed.update(version=0),
            "snapshot": lambda signed: signed["meta"]["targets.json"].update(version=0),
        }
    )
    yield refused("malformed")
