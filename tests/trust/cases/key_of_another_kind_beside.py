"""An RSA key stands beside the organisation's own, which signs."""

import hashlib
from collections.abc import Iterator
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from securesystemslib.signer import SSlibKey

from repository import Repository
from visit import Visit, accepted

# Nobody signs with it: any odd number of 2048 bits is a modulus to look at.
MODULUS = int.from_bytes(hashlib.shake_256(b"rsa").digest(256)) | 1 << 2047 | 1
KEY = SSlibKey.from_crypto(RSAPublicNumbers(65537, MODULUS).public_key())


def visits(repository: Repository) -> Iterator[Visit]:
    def beside(root: dict[str, Any]) -> None:
        root["keys"][KEY.keyid] = KEY.to_dict()
        root["roles"]["targets"]["keyids"].append(KEY.keyid)

    repository.publish(alter={"root": beside})
    yield accepted("nudges/hello.json")
