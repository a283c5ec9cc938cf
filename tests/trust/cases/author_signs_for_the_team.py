"""An author signs a statement in the name of a team's managers."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.delegate("team-a", "teams/a/*")
    repository.add("teams/a/tip.json", b"approved", role="team-a")
    repository.signers["team-a"] = ["authors"]
    repository.publish()
    yield refused("signature")
