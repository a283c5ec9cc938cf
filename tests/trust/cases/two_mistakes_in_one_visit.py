"""A team's role has run out, and another's is not signed: nothing of it is taken."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("team-a", "teams/a/*")
    repository.delegate("team-b", "teams/b/*")
    repository.lives["team-a"] = 1
    repository.lives["timestamp"] = 30
    repository.signers["team-b"] = ["mallory"]
    repository.publish()
    repository.later(2)
    yield refused("expired")
