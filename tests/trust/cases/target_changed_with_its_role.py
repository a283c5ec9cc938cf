"""An author changes a nudge and signs the new version."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.add("nudges/hello.json", b"hello again", role="targets")
    repository.publish("targets")
    yield accepted("nudges/hello.json")
