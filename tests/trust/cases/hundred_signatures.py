"""A stranger adds a hundred signatures before the good one, each of which has to be looked at."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.signers["targets"] = [*(f"stranger-{number}" for number in range(100)), "targets"]
    repository.publish()
    yield refused(
        "malformed",
        reference="accepted",
        because="python-tuf looks at any number of signatures; we at so many as a role may have keys",
    )
