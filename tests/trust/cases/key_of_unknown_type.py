"""The organisation's key is of a type that nobody knows."""

from collections.abc import Iterator

from repository import Repository, key_id
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"root": lambda root: root["keys"][key_id("targets")].update(keytype="abacus", scheme="abacus")}
    )
    yield refused("signature", reference="malformed")
