"""A key stands under an id that is not its hash."""

from collections.abc import Iterator
from typing import Any

from repository import Repository, edited, key_id
from visit import Visit, accepted


def rename(root: dict[str, Any]) -> None:
    root["keys"]["organisation"] = root["keys"].pop(key_id("targets"))
    root["roles"]["targets"]["keyids"] = ["organisation"]


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"root": lambda root: rename(root)},
        spoil={"targets": edited(lambda whole: whole["signatures"][0].update(keyid="organisation"))},
    )
    yield accepted("nudges/hello.json")
