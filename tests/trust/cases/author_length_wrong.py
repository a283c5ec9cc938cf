"""The snapshot names a length that is greater than the author's file."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(alter={"snapshot": lambda signed: signed["meta"]["authors.json"].update(length=9_999)})
    yield refused("truncated", reference="mixed")
