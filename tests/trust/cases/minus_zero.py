"""The targets hold -0 in the file where 0 was signed: it is the same number."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"targets": lambda signed: signed.update(x=0)},
        spoil={"targets": lambda data: data.replace(b'"x":0', b'"x":-0')},
    )
    yield accepted("nudges/hello.json")
