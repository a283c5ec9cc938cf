"""The organisation calls a role by a name with a space and an umlaut."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("team grün", "teams/g/*")
    repository.publish()
    yield refused(
        "malformed",
        reference="accepted",
        because="a role's name is part of a file's name; we take letters, digits, - _ and .",
    )
