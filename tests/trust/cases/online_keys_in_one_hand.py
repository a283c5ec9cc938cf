"""One key of the server signs snapshot as well as timestamp."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("timestamp", "online")
    repository.rotate("snapshot", "online")
    repository.publish()
    yield accepted("nudges/hello.json")
