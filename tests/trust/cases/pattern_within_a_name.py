"""A star may stand within a name, for nothing as well as for much."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/a*z.json")
    for name in ("az", "a-to-z", "az-", "baz"):
        repository.add(f"nudges/{name}.json", b"tip", role="authors")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/az.json", "nudges/a-to-z.json")
