"""The snapshot does not name the targets."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"snapshot": lambda signed: signed["meta"].pop("targets.json")})
    yield refused("missing")
