"""The targets hold -0 in the file where 0 was signed."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"targets": lambda signed: signed.update(x=0)},
        spoil={"targets": lambda data: data.replace(b'"x":0', b'"x":-0')},
    )
    yield refused("malformed", reference="accepted", because="Python reads 0; canonical JSON has one way to write it")
