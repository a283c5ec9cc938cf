"""The server writes another hash into the targets and leaves their signature as it was."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        spoil={
            "targets": edited(
                lambda whole: whole["signed"]["targets"]["nudges/hello.json"]["hashes"].update(sha256="0" * 64)
            )
        }
    )
    yield refused("signature")
