"""The server signs a new timestamp every day, over a snapshot that is still the same."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.later(0.9)
    snapshot = repository.meta("snapshot").read_bytes()
    repository.snapshot.version -= 1
    repository.lives["snapshot"] -= 0.9
    repository.publish()
    assert repository.meta("snapshot").read_bytes() == snapshot
    yield accepted("nudges/hello.json")
