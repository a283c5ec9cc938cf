"""The targets hold a line break within a word, which JSON does not allow."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": lambda data: data.replace(b'"signed":{', b'"signed":{"x":"a\nb",')})
    yield refused("malformed")
