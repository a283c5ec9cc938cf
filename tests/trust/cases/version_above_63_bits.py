"""The timestamp's version needs sixty-four bits."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(version=2**63)})
    yield refused(
        "malformed", reference="accepted", because="python-tuf counts without end; our numbers have 63 bits and a sign"
    )
