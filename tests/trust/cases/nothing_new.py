"""The client comes a second time and nothing has changed."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted("nudges/hello.json")
    yield accepted("nudges/hello.json")
