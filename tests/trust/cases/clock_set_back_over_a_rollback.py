"""A clock that is set back does not make an older timestamp good again."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    old = repository.meta("timestamp").read_bytes()
    repository.later(0.5)
    repository.publish()
    yield accepted()
    repository.later(-0.5)
    repository.meta("timestamp").write_bytes(old)
    yield refused("rolled-back")
