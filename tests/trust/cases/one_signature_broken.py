"""One of two organisation keys has signed something else, and one signature is enough."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("targets", "ada", "ben")
    repository.publish(spoil={"targets": edited(lambda whole: whole["signatures"][0].update(sig="00" * 64))})
    yield accepted("nudges/hello.json")
