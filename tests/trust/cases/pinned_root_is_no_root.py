"""The client was installed with a timestamp in the place of its root."""

import shutil
from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    shutil.copyfile(repository.meta("timestamp"), repository.pin)
    yield refused("malformed")
