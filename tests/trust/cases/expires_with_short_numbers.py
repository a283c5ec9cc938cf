"""The timestamp's expiry leaves out leading zeros."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"timestamp": lambda signed: signed.update(expires="2027-3-2T9:0:0Z")})
    yield refused("malformed", reference="signature")
