"""One key signs targets and author, and the targets file is handed out as the author's."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*", keys=("targets",))
    repository.publish()
    whole = repository.meta("targets").read_bytes()
    repository.publish("authors", spoil={"authors": lambda data: whole})
    yield refused("mixed")
