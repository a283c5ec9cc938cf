"""A role needs no signature at all."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"root": lambda root: root["roles"]["targets"].update(threshold=0)},
        spoil={"targets": edited(lambda whole: whole["signatures"].clear())},
    )
    yield refused("malformed")
