"""Of three rotations of the root the second was not signed by the key before it."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    for number in range(3):
        repository.rotate("root", f"root-{number}")
        if number == 1:
            repository.outgoing = []
        repository.publish("root")
    yield refused("signature")
