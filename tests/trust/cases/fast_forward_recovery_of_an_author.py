"""A thief drove an author's version up; a new author key and new online keys let it start again."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish()
    yield accepted()
    repository.roles["authors"].version = 10**6
    repository.publish("authors")
    yield accepted()
    repository.roles["authors"].version = 1
    repository.rotate("timestamp", "timestamp-2")
    repository.rotate("snapshot", "snapshot-2")
    repository.rotate("authors", "authors-2")
    repository.publish("root", "targets", "authors")
    yield accepted("nudges/hello.json")
