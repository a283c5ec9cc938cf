"""The targets come without any signature."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": edited(lambda whole: whole["signatures"].clear())})
    yield refused("signature")
