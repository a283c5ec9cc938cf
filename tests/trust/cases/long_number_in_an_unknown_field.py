"""The targets hold a number of twenty-five digits in a signed field that nobody reads."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed.update(x=10**24)})
    yield refused("malformed", reference="accepted", because="python-tuf counts without end; our numbers have 64 bits")
