"""A role's key is the neutral point, for which one signature fits any content."""

from collections.abc import Iterator
from typing import Any

from repository import Repository, edited, key_id
from visit import Visit, refused

NEUTRAL = "01" + "00" * 31


def sign_anything(whole: dict[str, Any]) -> None:
    whole["signatures"][0]["sig"] = NEUTRAL + "00" * 32


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"root": lambda root: root["keys"][key_id("targets")]["keyval"].update(public=NEUTRAL)},
        spoil={"targets": edited(sign_anything)},
    )
    yield refused(
        "signature",
        reference="accepted",
        because="python-tuf verifies as RFC 8032 does; we ask for a key of full order",
    )
