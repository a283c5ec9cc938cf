"""An author delegates to the team's role with a key of his own, for his own paths: the role does not hold for all who delegate to it."""

from collections.abc import Iterator
from typing import Any

from repository import Repository, key, key_id
from visit import Visit, refused


def usurp(signed: dict[str, Any]) -> None:
    role = {
        "name": "team-a",
        "keyids": [key_id("authors")],
        "threshold": 1,
        "terminating": False,
        "paths": ["nudges/*"],
    }
    signed["delegations"] = {"keys": {key_id("authors"): key("authors").public_key.to_dict()}, "roles": [role]}


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.delegate("team-a", "teams/a/*")
    repository.add("teams/a/tip.json", b"approved", role="team-a")
    repository.publish(alter={"authors": usurp})
    yield refused("signature")
