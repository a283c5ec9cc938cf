"""The timestamp runs out on the twenty-ninth of February of a leap year."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(expires="2028-02-29T09:00:00Z")})
    yield accepted("nudges/hello.json")
