"""The root that the client was installed with is not signed by its own keys."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.signers["root"] = ["mallory"]
    repository.publish()
    yield refused("signature")
