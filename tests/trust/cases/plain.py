"""An organisation with one key for each role publishes one nudge."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted("nudges/hello.json")
