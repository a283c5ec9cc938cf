"""The server gives its timestamp a longer life and leaves its signature as it was."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        spoil={"timestamp": edited(lambda whole: whole["signed"].update(expires="2037-03-02T09:00:00Z"))}
    )
    yield refused("signature")
