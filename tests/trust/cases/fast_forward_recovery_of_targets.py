"""A thief drove the version of targets up; new keys for targets and the online roles let it start again."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.targets.version = 10**6
    repository.publish("targets")
    yield accepted()
    repository.targets.version = 2
    for role in ("timestamp", "snapshot", "targets"):
        repository.rotate(role, f"{role}-2")
    repository.publish("root", "targets")
    yield accepted("nudges/hello.json")
