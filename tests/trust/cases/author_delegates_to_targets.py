"""An author delegates to a role that he calls targets."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.delegate("guest", "nudges/*", by="authors")
    repository.publish(alter={"authors": lambda signed: signed["delegations"]["roles"][0].update(name="targets")})
    yield refused("malformed")
