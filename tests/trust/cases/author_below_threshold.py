"""One of two authors signs where both are needed."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*", keys=("ada", "ben"), threshold=2)
    repository.signers["authors"] = ["ben"]
    repository.publish()
    yield refused("signature")
