"""The targets do not say which specification they follow."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed.pop("spec_version")})
    yield refused("malformed")
