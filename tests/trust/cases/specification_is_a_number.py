"""The targets name the specification by a number, not by a word."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed.update(spec_version=1)})
    yield refused("malformed")
