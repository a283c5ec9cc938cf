"""The snapshot names the targets by a hash that nobody can compute."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"snapshot": lambda signed: signed["meta"]["targets.json"].update(hashes={"crc": "00"})})
    yield refused("malformed", reference="mixed")
