"""The signature of the targets is a word."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        spoil={"targets": edited(lambda whole: whole["signatures"][0].update(sig="signed, the director"))}
    )
    yield refused("signature")
