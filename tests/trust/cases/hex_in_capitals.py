"""Keys and signatures are written in capital letters."""

from collections.abc import Iterator
from typing import Any

from repository import Repository, edited, key_id
from visit import Visit, accepted


def capitals(holder: dict[str, Any], field: str) -> None:
    holder[field] = holder[field].upper()


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"root": lambda root: capitals(root["keys"][key_id("targets")]["keyval"], "public")},
        spoil={"targets": edited(lambda whole: capitals(whole["signatures"][0], "sig"))},
    )
    yield accepted("nudges/hello.json")
