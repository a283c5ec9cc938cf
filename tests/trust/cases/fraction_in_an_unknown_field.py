"""The targets hold a fraction in a signed field that nobody reads; a fraction has no canonical form."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": lambda data: data.replace(b'"signed":{', b'"signed":{"x":0.5,')})
    yield refused("malformed")
