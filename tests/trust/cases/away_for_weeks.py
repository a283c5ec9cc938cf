"""The client was away while twenty versions came and went, and old files were cleared away."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    for day in range(20):
        for role in ("snapshot", "targets"):
            repository.meta(role).unlink()
        repository.later(1)
        repository.add("nudges/hello.json", f"hello on day {day}".encode(), role="targets")
        repository.publish("targets")
    yield accepted("nudges/hello.json")
