"""The person's clock is a year ahead, so that everything seems to have run out."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.later(365)
    yield refused("expired")
    repository.later(-365)
    yield accepted("nudges/hello.json")
