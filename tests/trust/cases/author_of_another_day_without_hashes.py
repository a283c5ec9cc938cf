"""An author's older file under its new name, where the snapshot names no hash."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish()
    old = repository.meta("authors").read_bytes()
    repository.publish(
        "authors", alter={"snapshot": lambda signed: signed["meta"].update({"authors.json": {"version": 2}})}
    )
    repository.meta("authors").write_bytes(old)
    yield refused("mixed")
