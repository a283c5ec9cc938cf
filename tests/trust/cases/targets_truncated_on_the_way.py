"""The targets end in the middle because the connection broke."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    file = repository.meta("targets")
    file.write_bytes(file.read_bytes()[:-1])
    yield refused("truncated", reference="mixed")
