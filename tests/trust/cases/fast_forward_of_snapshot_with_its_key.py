"""After a fast-forward of the snapshot only the snapshot key is new."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.snapshot.version = 10**6
    repository.publish()
    yield accepted()
    repository.snapshot.version = 2
    repository.rotate("snapshot", "snapshot-2")
    repository.publish("root")
    yield accepted(
        "nudges/hello.json",
        reference="rolled-back",
        because="the specification (5.3.11) forgets both when either key is new; python-tuf keeps its timestamp",
    )
