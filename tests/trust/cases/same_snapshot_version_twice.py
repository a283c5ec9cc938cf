"""The server signs two snapshots of one version; the second names newer targets."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.snapshot.version = 0
    repository.add("nudges/tip.json", b"tip", role="targets")
    repository.publish("targets")
    yield accepted(
        "nudges/hello.json",
        "nudges/tip.json",
        because="python-tuf keeps its own of that version, though the timestamp names another hash",
    )
