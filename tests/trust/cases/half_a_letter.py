"""The targets hold half of a letter, which no canonical form can be of."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": lambda data: data.replace(b'"signed":{', b'"signed":{"x":"\\ud83d",')})
    yield refused("malformed")
