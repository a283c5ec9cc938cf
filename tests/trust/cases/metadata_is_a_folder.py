"""There is a folder where the timestamp should be."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.meta("timestamp").unlink()
    repository.meta("timestamp").mkdir()
    yield refused("missing")
