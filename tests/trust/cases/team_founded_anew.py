"""A team is founded again under its old name; its versions must not start again while the snapshot remembers them."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("team-a", "teams/a/*")
    repository.publish()
    repository.publish("team-a")
    yield accepted()
    repository.rotate("team-a", "team-a-2")
    repository.roles["team-a"].version = 0
    repository.publish("targets")
    yield refused("rolled-back")
