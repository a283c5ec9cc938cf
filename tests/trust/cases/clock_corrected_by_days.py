"""The clock ran five days ahead at the last visit, over a static repository, and is right again."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.lives["timestamp"] = 14
    repository.publish()
    repository.later(5)
    yield accepted()
    repository.later(-5)
    yield refused(
        "clock", reference="accepted", because="python-tuf does not remember the time; we have seen a later one"
    )
