"""The timestamp runs out on the twenty-ninth of February of a year that has none."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(expires="2100-02-29T09:00:00Z")})
    yield refused("malformed")
