"""Authors come first for their folder but not last: a later role fills in what they do not list."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.delegate("others", "nudges/*")
    repository.add("nudges/tip.json", b"tip", role="authors")
    repository.add("nudges/late.json", b"late", role="others")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/tip.json", "nudges/late.json")
