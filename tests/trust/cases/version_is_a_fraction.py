"""The timestamp's version is 1.5."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"timestamp": lambda data: data.replace(b'"version":1,"spec', b'"version":1.5,"spec')})
    yield refused("malformed")
