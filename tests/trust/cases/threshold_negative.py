"""An author's role needs fewer signatures than none."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(alter={"targets": lambda signed: signed["delegations"]["roles"][0].update(threshold=-1)})
    yield refused("malformed")
