"""The organisation signs two targets of one version; the snapshot names the second by its hash."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.targets.version = 0
    repository.add("nudges/tip.json", b"tip", role="targets")
    repository.publish("targets")
    yield accepted("nudges/hello.json", "nudges/tip.json")
