"""The server adds a field to the signed part of the targets."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": edited(lambda whole: whole["signed"].update(note="added"))})
    yield refused("signature")
