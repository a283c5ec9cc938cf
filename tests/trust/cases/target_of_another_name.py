"""The server hands out one nudge in the place of another."""

import shutil
from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.add("nudges/other.json", b"other", role="targets")
    repository.publish()
    shutil.copyfile(repository.file("nudges/other.json", "targets"), repository.file("nudges/hello.json", "targets"))
    yield refused("mixed")
