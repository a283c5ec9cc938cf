"""Authors are asked last for their folder: what a later role lists there does not count."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*", last=True)
    repository.delegate("others", "nudges/*")
    repository.add("nudges/tip.json", b"tip", role="authors")
    repository.add("nudges/late.json", b"late", role="others")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/tip.json")
