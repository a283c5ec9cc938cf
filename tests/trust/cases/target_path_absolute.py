"""A target's path begins at the root of the disk."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.add("/nudges.json", b"tip", role="targets")
    repository.publish()
    yield refused(
        "malformed",
        reference="accepted",
        because="python-tuf leaves it to the server what a path may be; we take none that begins with a slash",
    )
