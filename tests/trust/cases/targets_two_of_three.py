"""Two of three organisation keys sign, and two are needed."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("targets", "ada", "ben", "cleo", threshold=2)
    repository.signers["targets"] = ["ada", "cleo"]
    repository.publish()
    yield accepted("nudges/hello.json")
