"""The targets have no list of signatures."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": edited(lambda whole: whole.pop("signatures"))})
    yield refused("malformed")
