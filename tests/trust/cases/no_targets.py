"""The organisation has published nothing yet."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.targets.targets.clear()
    repository.publish()
    yield accepted()
