"""The organisation's targets delegate twice to a role of the same name, with other keys."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(
        alter={
            "targets": lambda signed: signed["delegations"]["roles"].append(
                dict(signed["delegations"]["roles"][0], paths=["*"])
            )
        }
    )
    yield refused("malformed")
