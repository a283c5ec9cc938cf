"""An attack is refused, and when the server is itself again the client goes on."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.meta("timestamp").write_bytes(b"gone")
    yield refused("malformed")
    repository.publish()
    yield accepted("nudges/hello.json")
