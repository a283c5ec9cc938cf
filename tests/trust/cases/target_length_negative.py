"""The targets name a nudge whose length is below nothing."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed["targets"]["nudges/hello.json"].update(length=-1)})
    yield refused("malformed")
