"""Yesterday's targets under today's name, where the snapshot names no hash."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    old = repository.meta("targets").read_bytes()
    repository.publish(
        "targets", alter={"snapshot": lambda signed: signed["meta"].update({"targets.json": {"version": 2}})}
    )
    repository.meta("targets").write_bytes(old)
    yield refused("mixed")
