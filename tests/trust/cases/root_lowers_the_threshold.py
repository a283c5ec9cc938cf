"""Two of three people make a root of which one person is enough, as they may."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("root", "ada", "ben", "cleo", threshold=2)
    repository.signers["root"] = repository.outgoing = ["ada", "ben"]
    repository.publish()
    yield accepted()
    repository.rotate("root", "cleo")
    repository.publish("root")
    yield accepted("nudges/hello.json")
    repository.outgoing = []
    repository.publish("root")
    yield accepted("nudges/hello.json")
