"""The server hands out nothing at all."""

import shutil
from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    shutil.rmtree(repository.folder)
    repository.folder.mkdir()
    yield refused("missing")
