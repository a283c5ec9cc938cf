"""The person's clock is set back by a year, which would make what has expired good again."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.later(-365)
    yield refused(
        "clock", reference="accepted", because="python-tuf does not remember the time; we have seen a later one"
    )
    repository.later(365)
    yield accepted("nudges/hello.json")
