"""The signature of the targets lacks its last byte."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        spoil={"targets": edited(lambda whole: whole["signatures"][0].update(sig=whole["signatures"][0]["sig"][:-2]))}
    )
    yield refused("signature")
