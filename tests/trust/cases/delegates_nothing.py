"""The organisation delegates no path at all to a role, which still lists something."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors")
    repository.add("nudges/tip.json", b"tip", role="authors")
    repository.publish()
    yield accepted("nudges/hello.json")
