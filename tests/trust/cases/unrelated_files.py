"""Other files lie beside the metadata and the targets: nobody asks for them."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    (repository.folder / "metadata" / "9.mallory.json").write_bytes(b"{}")
    (repository.folder / "targets" / "index.html").write_bytes(b"hello")
    (repository.folder / "README").write_bytes(b"hello")
    yield accepted("nudges/hello.json")
