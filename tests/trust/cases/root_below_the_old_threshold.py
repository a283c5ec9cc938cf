"""One of the old root's three people signs where two are needed, and makes himself the only one."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("root", "ada", "ben", "cleo", threshold=2)
    repository.publish()
    repository.rotate("root", "ada")
    repository.outgoing = []
    repository.publish("root")
    yield refused("signature")
