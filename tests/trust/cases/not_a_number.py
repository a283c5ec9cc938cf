"""The targets hold NaN, beside what is signed."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": lambda data: data.replace(b'"signed":{', b'"x":NaN,"signed":{')})
    yield refused("malformed", reference="accepted", because="Python reads NaN, and JSON does not know it")
