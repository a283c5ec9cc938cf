"""The snapshot does not name a role to which the targets delegate."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(alter={"snapshot": lambda signed: signed["meta"].pop("authors.json")})
    yield refused("missing")
