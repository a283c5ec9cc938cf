"""The server cuts a nudge off."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.file("nudges/hello.json", "targets").write_bytes(b"hell")
    yield refused("truncated", reference="mixed")
