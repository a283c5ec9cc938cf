"""The client's root expired long ago, and so did the next; the newest is in force."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.later(400)
    repository.lives["root"] = 1
    repository.publish("root", "targets")
    repository.later(30)
    repository.lives["root"] = 365
    repository.publish("root", "targets")
    yield accepted("nudges/hello.json")
