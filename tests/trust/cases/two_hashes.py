"""A target and its role's file are named with SHA-512 beside SHA-256."""

import hashlib
from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.targets.targets["nudges/hello.json"].hashes["sha512"] = hashlib.sha512(b"hello").hexdigest()
    repository.publish()
    targets = hashlib.sha512(repository.meta("targets").read_bytes()).hexdigest()
    repository.publish(
        alter={"snapshot": lambda signed: signed["meta"]["targets.json"]["hashes"].update(sha512=targets)}
    )
    yield accepted("nudges/hello.json")
