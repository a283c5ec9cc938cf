"""A target's path leads out of the folder of targets, to a file that is there."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    content = b"outside"
    repository.add("../outside.json", content, role="targets")
    repository.publish()
    yield refused(
        "malformed",
        reference="accepted",
        because="python-tuf leaves it to the server what a path may be; we take none that climbs",
    )
