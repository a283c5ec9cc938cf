"""The targets do not say how long a nudge is."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed["targets"]["nudges/hello.json"].pop("length")})
    yield refused("malformed")
