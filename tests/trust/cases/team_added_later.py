"""A second team joins between two visits."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("team-a", "teams/a/*")
    repository.publish()
    yield accepted()
    repository.delegate("team-b", "teams/b/*")
    repository.add("teams/b/tip.json", b"tip", role="team-b")
    repository.publish("targets")
    yield accepted("nudges/hello.json", "teams/b/tip.json")
