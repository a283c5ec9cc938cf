"""The organisation delegates to a role without a name."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(alter={"targets": lambda signed: signed["delegations"]["roles"][0].update(name="")})
    yield refused("malformed")
