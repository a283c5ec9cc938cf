"""The timestamp has two lists of signatures."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        spoil={"timestamp": lambda data: data.replace(b'{"signatures"', b'{"signatures":[],"signatures"', 1)}
    )
    yield refused(
        "malformed",
        reference="accepted",
        because="python-tuf takes the last; we take no file that can be read in two ways",
    )
