"""Versions beyond 53 bits are told apart, which a computer that counts in fractions cannot."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.timestamp.version = 2**53
    repository.publish()
    old = repository.meta("timestamp").read_bytes()
    yield accepted()
    repository.publish()
    yield accepted("nudges/hello.json")
    repository.meta("timestamp").write_bytes(old)
    yield refused("rolled-back")
