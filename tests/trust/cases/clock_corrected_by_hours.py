"""The clock ran some hours ahead at the last visit and is right again."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.later(0.5)
    yield accepted()
    repository.later(-0.5)
    yield accepted("nudges/hello.json")
