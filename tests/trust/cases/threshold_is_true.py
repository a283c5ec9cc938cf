"""A role's threshold is true."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"root": lambda root: root["roles"]["targets"].update(threshold=True)})
    yield refused("malformed", reference="accepted", because="for Python true is the number 1; a threshold is a number")
