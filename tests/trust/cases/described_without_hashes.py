"""The server's timestamp and snapshot name versions only, no lengths and hashes, as TUF allows."""

from collections.abc import Iterator
from typing import Any

from repository import Repository
from visit import Visit, accepted


def bare(signed: dict[str, Any]) -> None:
    signed["meta"] = {name: {"version": file["version"]} for name, file in signed["meta"].items()}


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.publish(alter={"snapshot": bare, "timestamp": bare})
    yield accepted("nudges/hello.json")
    yield accepted("nudges/hello.json")
