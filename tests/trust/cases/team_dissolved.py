"""A team is dissolved: nobody delegates to its role any more, and the snapshot goes on naming it."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("team-a", "teams/a/*")
    repository.add("teams/a/tip.json", b"tip", role="team-a")
    repository.publish()
    yield accepted("nudges/hello.json", "teams/a/tip.json")
    repository.targets.delegations.roles.pop("team-a")
    repository.publish("targets")
    yield accepted("nudges/hello.json")
