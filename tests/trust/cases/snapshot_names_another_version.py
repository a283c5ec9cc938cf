"""The snapshot names a version of the author's role that is not there."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(alter={"snapshot": lambda signed: signed["meta"]["authors.json"].update(version=2)})
    yield refused("missing")
