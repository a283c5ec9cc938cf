"""Paths are delegated by the first digits of their hash."""

from collections.abc import Iterator
from typing import Any

from repository import Repository
from visit import Visit, refused


def by_hash(signed: dict[str, Any]) -> None:
    del signed["delegations"]["roles"][0]["paths"]
    signed["delegations"]["roles"][0]["path_hash_prefixes"] = ["0", "1"]


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("bin", "unused")
    repository.publish(alter={"targets": by_hash})
    yield refused(
        "malformed",
        reference="accepted",
        because="hashed bins are for repositories of millions of files, and we do without",
    )
