"""A signature is changed into its twin, which fits the same content where a verifier is lenient."""

from collections.abc import Iterator
from typing import Any

from repository import Repository, edited
from visit import Visit, refused

# The order of the group that Ed25519 computes in (RFC 8032, section 5.1).
ORDER = 2**252 + 27742317777372353535851937790883648493


def twin(whole: dict[str, Any]) -> None:
    signature = bytes.fromhex(whole["signatures"][0]["sig"])
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    whole["signatures"][0]["sig"] = (signature[:32] + scalar.to_bytes(32, "little")).hex()


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(spoil={"targets": edited(twin)})
    yield refused("signature")
