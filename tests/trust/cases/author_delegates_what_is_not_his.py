"""An author delegates a team's folder to a key of his own."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.delegate("team-c", "teams/*/*", by="authors")
    repository.add("teams/a/tip.json", b"approved", role="team-c")
    repository.publish()
    yield accepted("nudges/hello.json")
