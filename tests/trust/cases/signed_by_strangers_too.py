"""A file carries a stranger's signature before the good one."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.signers["targets"] = ["stranger", "targets"]
    repository.publish()
    yield accepted("nudges/hello.json")
