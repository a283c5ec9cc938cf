"""The timestamp says its version twice: parsers do not agree on which counts."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        spoil={"timestamp": lambda data: data.replace(b'"version":1,"spec', b'"version":9,"version":1,"spec')}
    )
    yield refused(
        "malformed",
        reference="accepted",
        because="python-tuf takes the last; we take no file that can be read in two ways",
    )
