"""An author lost her laptop; the organisation delegates to her new key."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.add("nudges/tip.json", b"tip", role="authors")
    repository.publish()
    yield accepted()
    repository.rotate("authors", "authors-2")
    repository.publish("targets", "authors")
    yield accepted("nudges/hello.json", "nudges/tip.json")
