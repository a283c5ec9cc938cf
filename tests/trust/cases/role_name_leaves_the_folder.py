"""A role is named so that its file would lie outside of the repository."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("guest", "nudges/*")
    repository.publish(
        alter={
            "targets": lambda signed: signed["delegations"]["roles"][0].update(name="../../../guest"),
            "snapshot": lambda signed: signed["meta"].update({"../../../guest.json": signed["meta"].pop("guest.json")}),
        }
    )
    yield refused("malformed", reference="missing")
