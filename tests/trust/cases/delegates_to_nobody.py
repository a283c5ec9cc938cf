"""The targets have delegations, of which there are none."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed.update(delegations={"keys": {}, "roles": []})})
    yield accepted("nudges/hello.json")
