"""The server withholds every nudge at once."""

import shutil
from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    shutil.rmtree(repository.folder / "targets")
    yield accepted(
        "nudges/hello.json",
        reference="missing",
        because="python-tuf downloads each; what is withheld is not there, and nothing false is taken",
    )
