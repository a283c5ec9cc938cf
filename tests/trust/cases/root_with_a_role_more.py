"""The root names a role that the specification does not have."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"root": lambda root: root["roles"].update(mallory=root["roles"]["targets"])})
    yield accepted(
        "nudges/hello.json",
        reference="malformed",
        because="what the specification does not name is not read, here as elsewhere",
    )
