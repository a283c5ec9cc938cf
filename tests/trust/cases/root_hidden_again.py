"""The server takes the newest root away from a client that has already seen it."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.rotate("root", "root-2")
    repository.publish("root")
    yield accepted()
    repository.meta("root").unlink()
    yield accepted("nudges/hello.json")
