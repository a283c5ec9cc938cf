"""The timestamp holds two signed parts, a forged one and the good one."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        spoil={"timestamp": lambda data: data.replace(b'"signed":', b'"signed":{"version":9},"signed":')}
    )
    yield refused(
        "malformed",
        reference="accepted",
        because="python-tuf takes the last; we take no file that can be read in two ways",
    )
