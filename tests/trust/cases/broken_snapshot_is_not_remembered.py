"""A snapshot fails its hash and would raise every version; afterwards the right one is taken all the same."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.publish("targets")
    right = repository.meta("snapshot").read_bytes()
    repository.meta("snapshot").write_bytes(right.replace(b'"version":2', b'"version":9'))
    yield refused("mixed")
    repository.meta("snapshot").write_bytes(right)
    yield accepted("nudges/hello.json")
