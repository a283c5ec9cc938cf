"""The server withholds a nudge."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.file("nudges/hello.json", "targets").unlink()
    yield accepted(
        "nudges/hello.json",
        reference="missing",
        because="python-tuf downloads each; what is withheld is not there, and nothing false is taken",
    )
