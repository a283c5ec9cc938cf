"""An organisation that began with one root key goes over to two of three."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.rotate("root", "ada", "ben", "cleo", threshold=2)
    repository.signers["root"] = ["ben", "cleo"]
    repository.publish("root")
    yield accepted("nudges/hello.json")
