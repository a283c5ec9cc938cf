"""Somebody adds fields beside what is signed: they change nothing."""

from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": edited(lambda whole: whole.update(note="not signed"))})
    yield accepted("nudges/hello.json")
