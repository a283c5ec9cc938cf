"""A team's manager lists a statement for another team."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("team-a", "teams/a/*")
    repository.delegate("team-b", "teams/b/*")
    repository.add("teams/b/tip.json", b"approved", role="team-a")
    repository.publish()
    yield accepted("nudges/hello.json")
