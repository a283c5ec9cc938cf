"""The organisation signs with an ECDSA key."""

import hashlib
import json
from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import SSlibKey

from repository import Repository, key_id
from visit import Visit, refused

PRIVATE = derive_private_key(int.from_bytes(hashlib.sha256(b"ecdsa").digest()), SECP256R1())
PUBLIC = SSlibKey.from_crypto(PRIVATE.public_key()).to_dict()


def sign_again(data: bytes) -> bytes:
    signed = json.loads(data)["signed"]
    signature = PRIVATE.sign(encode_canonical(signed).encode(), ECDSA(SHA256(), deterministic_signing=True))
    return json.dumps({"signatures": [{"keyid": key_id("targets"), "sig": signature.hex()}], "signed": signed}).encode()


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        alter={"root": lambda root: root["keys"].update({key_id("targets"): PUBLIC})}, spoil={"targets": sign_again}
    )
    yield refused("signature", reference="accepted", because="we verify Ed25519 only, and count no other key")
