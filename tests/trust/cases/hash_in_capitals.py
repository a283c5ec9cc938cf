"""The timestamp writes the snapshot's hash in capital letters."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={
            "timestamp": lambda signed: signed["meta"]["snapshot.json"]["hashes"].update(
                sha256=signed["meta"]["snapshot.json"]["hashes"]["sha256"].upper()
            )
        }
    )
    yield accepted(
        "nudges/hello.json",
        reference="mixed",
        because="hexadecimal digits mean the same in capitals; python-tuf compares letters",
    )
