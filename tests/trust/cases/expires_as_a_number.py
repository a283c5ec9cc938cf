"""The timestamp's expiry is a number of seconds."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(expires=1835514000)})
    yield refused("malformed")
