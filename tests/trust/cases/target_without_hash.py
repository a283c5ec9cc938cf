"""The targets do not say which hash a nudge has."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed["targets"]["nudges/hello.json"].pop("hashes")})
    yield refused("malformed")
