"""Two roles list the same path with other content: the one that is delegated first counts."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.delegate("others", "nudges/*")
    repository.add("nudges/tip.json", b"the authors' words", role="authors")
    repository.add("nudges/tip.json", b"what others say instead", role="others")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/tip.json")
