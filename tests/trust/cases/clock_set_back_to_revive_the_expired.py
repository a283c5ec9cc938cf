"""A thief of old files sets the clock back, to when they were in force."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.later(30)
    repository.publish()
    yield accepted()
    repository.later(-30)
    yield refused(
        "clock", reference="accepted", because="python-tuf does not remember the time; we have seen a later one"
    )
