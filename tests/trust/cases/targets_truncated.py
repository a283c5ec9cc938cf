"""The targets end in the middle, and stolen online keys name what is left."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": lambda data: data[:-1]})
    yield refused("truncated", reference="malformed")
