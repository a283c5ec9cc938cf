"""The files are indented and their keys in another order: what is signed is the canonical form."""

import json
from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted

ROLES = ("root", "timestamp", "snapshot", "targets")


def visits(repository: Repository) -> Iterator[Visit]:
    spaced = {role: lambda data: json.dumps(json.loads(data), indent=4, sort_keys=True).encode() for role in ROLES}
    repository.publish(spoil=spaced)
    yield accepted("nudges/hello.json")
