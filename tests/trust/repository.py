"""A TUF repository as its operator keeps it, with which cases make good and attacked ones.

Everything is the same on every run: keys come from their names, times from START.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    MetaFile,
    Role,
    Root,
    Signed,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

START = datetime(2027, 3, 1, 9, tzinfo=timezone.utc)
# How long a role is in force after it was signed: what Cuecard's own server and organisations use.
LIVES = {"root": 365, "timestamp": 1, "snapshot": 7}
LIFE_OF_TARGETS = 90

Change = Callable[[dict[str, Any]], Any]
Spoil = Callable[[bytes], bytes]


def key(name: str) -> CryptoSigner:
    """The key pair of that name: always the same one."""
    return CryptoSigner(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest()))


def key_id(name: str) -> str:
    return key(name).public_key.keyid


def sign(signed: dict[str, Any], names: list[str]) -> bytes:
    """A metadata file: `signed`, with a signature by each of the keys."""
    payload = encode_canonical(signed).encode()
    signatures = [key(name).sign(payload).to_dict() for name in names]
    return json.dumps({"signatures": signatures, "signed": signed}, separators=(",", ":")).encode()


def edited(change: Change) -> Spoil:
    """What an attacker without keys does to a file: its JSON is changed, its signatures stay as they were."""

    def spoil(data: bytes) -> bytes:
        whole = json.loads(data)
        change(whole)
        return json.dumps(whole, separators=(",", ":")).encode()

    return spoil


class Repository:
    """`publish` signs and writes; until then, changes are in memory only.

    `now` is the time of the operator's and of the client's clock. `signers` says who signs a role, which an attack
    makes another than who may. `pin` is the root that the client was installed with.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / "repository"
        self.pin = home / "root.json"
        self.now = START
        self.lives: dict[str, float] = dict(LIVES)
        # Root's own default has them in another order on every run.
        self.root = Root(roles={role: Role([], 1) for role in ("root", "timestamp", "snapshot", "targets")})
        self.timestamp, self.snapshot, self.targets = Timestamp(), Snapshot(), Targets()
        self.roles: dict[str, Targets] = {"targets": self.targets}
        self.delegators: dict[str, str] = {}
        self.signers: dict[str, list[str]] = {}
        # Who signs a new root beside its own keys: those of the root before it.
        self.outgoing: list[str] = []
        for signed in (self.root, self.timestamp, self.snapshot, self.targets):
            signed.version = 0
        for role in self.root.roles:
            self.rotate(role, role)
        (self.folder / "metadata").mkdir(parents=True)
        (self.folder / "targets").mkdir()
        self.add("nudges/hello.json", b"hello", role="targets")

    def rotate(self, role: str, *names: str, threshold: int = 1) -> None:
        """From the next version of its delegator on, `role` belongs to these keys, which also sign it."""
        ids = [key_id(name) for name in names]
        if role in self.delegators:
            delegations = self.roles[self.delegators[role]].delegations
            delegations.roles[role].keyids, delegations.roles[role].threshold = ids, threshold
            holder, used = delegations, delegations.roles.values()
        else:
            self.root.roles[role] = Role(ids, threshold)
            holder, used = self.root, self.root.roles.values()
        holder.keys.update({key_id(name): key(name).public_key for name in names})
        needed = {one for each in used for one in each.keyids}
        holder.keys = {one: public for one, public in holder.keys.items() if one in needed}
        self.signers[role] = list(names)

    def delegate(
        self,
        role: str,
        *paths: str,
        keys: tuple[str, ...] = (),
        threshold: int = 1,
        by: str = "targets",
        last: bool = False,
    ) -> None:
        """`by` delegates `paths` to `role`, whose key has its name unless `keys` says others; `last`: terminating."""
        delegator = self.roles[by]
        delegator.delegations = delegator.delegations or Delegations(keys={}, roles={})
        delegator.delegations.roles[role] = DelegatedRole(role, [], 1, last, paths=list(paths))
        self.delegators[role] = by
        if role not in self.roles:
            self.roles[role] = Targets()
            self.roles[role].version = 0
        self.rotate(role, *(keys or (role,)), threshold=threshold)

    def add(self, path: str, content: bytes, role: str) -> None:
        """A target file, which `role` lists from its next version on."""
        self.roles[role].targets[path] = TargetFile.from_data(path, content, ["sha256"])
        file = self.file(path, role)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def file(self, path: str, role: str) -> Path:
        """Where the target file lies that `role` lists; a path that begins with a slash stays in the folder."""
        return self.folder / "targets" / self.roles[role].targets[path].get_prefixed_paths()[0].lstrip("/")

    def meta(self, role: str, version: int | None = None) -> Path:
        """Where the role's metadata file lies, of its newest version or the one that is given."""
        name = quote(role, "") + ".json"
        return (
            self.folder
            / "metadata"
            / (name if role == "timestamp" else f"{version or self._signed(role).version}.{name}")
        )

    def publish(
        self, *changed: str, alter: dict[str, Change] | None = None, spoil: dict[str, Spoil] | None = None
    ) -> None:
        """Signs a new version of `changed`, of what was never published, and always of snapshot and timestamp.

        `alter` changes what a role says before it is signed, `spoil` the signed file; whoever names the file's hash
        names the hash of the changed one.
        """
        alter, spoil = alter or {}, spoil or {}
        for role in ("root", *self.roles):
            if role in changed or self._signed(role).version == 0:
                self._write(role, alter.get(role), spoil.get(role))
        self.snapshot.meta = {f"{role}.json": self._described(role) for role in self.roles}
        self._write("snapshot", alter.get("snapshot"), spoil.get("snapshot"))
        self.timestamp.snapshot_meta = self._described("snapshot")
        self._write("timestamp", alter.get("timestamp"), spoil.get("timestamp"))
        if not self.pin.exists():
            shutil.copyfile(self.meta("root"), self.pin)

    def later(self, days: float) -> None:
        self.now += timedelta(days=days)

    def _signed(self, role: str) -> Signed:
        return self.roles[role] if role in self.roles else getattr(self, role)

    def _described(self, role: str) -> MetaFile:
        return MetaFile.from_data(self._signed(role).version, self.meta(role).read_bytes(), ["sha256"])

    def _write(self, role: str, alter: Change | None, spoil: Spoil | None) -> None:
        signed = self._signed(role)
        signed.version += 1
        signed.expires = self.now + timedelta(days=self.lives.get(role, LIFE_OF_TARGETS))
        said = signed.to_dict()
        if alter:
            alter(said)
        names = self.signers[role]
        if role == "root":
            names = list(dict.fromkeys(names + self.outgoing))
            self.outgoing = self.signers[role]
        data = sign(said, names)
        self.meta(role).write_bytes(spoil(data) if spoil else data)
