"""One key stands under two key ids, and signs under both where two keys are needed."""

from collections.abc import Iterator
from typing import Any

from repository import Repository, edited, key_id
from visit import Visit, refused

SECOND = "f" * 64


def second_name(root: dict[str, Any]) -> None:
    root["keys"][SECOND] = root["keys"][key_id("targets")]
    root["roles"]["targets"] = {"keyids": [key_id("targets"), SECOND], "threshold": 2}


def sign_again(whole: dict[str, Any]) -> None:
    whole["signatures"].append({"keyid": SECOND, "sig": whole["signatures"][0]["sig"]})


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"root": second_name}, spoil={"targets": edited(sign_again)})
    yield refused("signature", reference="accepted", because="python-tuf counts key ids; two people are two keys")
