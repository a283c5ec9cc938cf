"""The root is in force until the end of the year 9999."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"root": lambda signed: signed.update(expires="9999-12-31T23:59:59Z")})
    yield accepted("nudges/hello.json")
