"""Names of fields are sorted by their letters' numbers, also those that take two units in UTF-16."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"targets": lambda signed: signed.update({"\uffff": 1, "\U0001f600": 2, "é": 3, "z": 4, "Z": 5, "": 6})}
    )
    yield accepted("nudges/hello.json")
