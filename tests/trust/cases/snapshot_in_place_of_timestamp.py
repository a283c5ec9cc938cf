"""One key signs both online roles, and a snapshot is handed out as the timestamp."""

import shutil
from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("timestamp", "online")
    repository.rotate("snapshot", "online")
    repository.publish()
    shutil.copyfile(repository.meta("snapshot"), repository.meta("timestamp"))
    yield refused("malformed")
