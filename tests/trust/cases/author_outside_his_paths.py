"""An author lists a statement of a team among his nudges: nobody finds it there."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.add("teams/a/tip.json", b"approved", role="authors")
    repository.publish()
    yield accepted("nudges/hello.json")
