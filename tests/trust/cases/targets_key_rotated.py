"""The organisation got a new key for targets, and signed the same content with it."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.rotate("targets", "organisation-2")
    repository.publish("root", "targets")
    yield accepted("nudges/hello.json")
