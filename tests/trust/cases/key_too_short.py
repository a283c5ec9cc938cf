"""The organisation's key lacks a byte."""

from collections.abc import Iterator

from repository import Repository, key_id
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"root": lambda root: root["keys"][key_id("targets")]["keyval"].update(public="00" * 31)})
    yield refused("signature")
