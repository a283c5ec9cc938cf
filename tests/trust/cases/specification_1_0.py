"""The targets name the specification by two numbers only."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed.update(spec_version="1.0")})
    yield accepted("nudges/hello.json")
