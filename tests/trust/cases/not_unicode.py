"""The author's file holds bytes that are no UTF-8."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(spoil={"authors": lambda data: data.replace(b'"signed"', b'"n":"\xff\xfe","signed"')})
    yield refused("malformed")
