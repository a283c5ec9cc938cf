"""After a fast-forward of targets only the targets key is new: the snapshot goes on remembering."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.targets.version = 10**6
    repository.publish("targets")
    yield accepted()
    repository.targets.version = 2
    repository.rotate("targets", "targets-2")
    repository.publish("root", "targets")
    yield refused("rolled-back")
