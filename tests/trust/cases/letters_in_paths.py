"""Paths hold spaces, umlauts, percent signs and Japanese."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    paths = [f"nudges/{name}.json" for name in ("two words", "größe", "100%", "日本", "a+b&c=d", "tip#1")]
    for path in paths:
        repository.add(path, b"tip", role="targets")
    repository.publish()
    yield accepted("nudges/hello.json", *paths)
