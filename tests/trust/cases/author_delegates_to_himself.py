"""The author's role delegates to the author's role."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.roles["authors"].delegations = repository.targets.delegations
    repository.add("nudges/tip.json", b"tip", role="authors")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/tip.json")
