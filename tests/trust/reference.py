"""python-tuf's own client on a repository folder, without a network."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Root, Targets
from tuf.api.serialization import DeserializationError, SerializationError
from tuf.ngclient import FetcherInterface, Updater

from visit import ACCEPTED, Outcome

# The first that fits. Where python-tuf raises one exception for two reasons, its sentence tells them apart.
WORDS: tuple[tuple[type[Exception], str, str], ...] = (
    (ExpiredMetadataError, "", "expired"),
    (UnsignedMetadataError, "", "signature"),
    (BadVersionNumberError, "must be >=", "rolled-back"),
    (BadVersionNumberError, ".json version", "rolled-back"),
    (BadVersionNumberError, "", "mixed"),
    (LengthOrHashMismatchError, "", "mixed"),
    (DownloadLengthMismatchError, "", "oversized"),
    (DownloadHTTPError, "", "missing"),
    (DeserializationError, "", "malformed"),
    (SerializationError, "", "malformed"),
    (RepositoryError, "missing info", "rolled-back"),
    (RepositoryError, "not part of snapshot", "missing"),
    (RepositoryError, "Expected '", "malformed"),
)
CHUNK = 65536


class FolderFetcher(FetcherInterface):
    """Reads files where python-tuf expects URLs."""

    def _fetch(self, url: str) -> Iterator[bytes]:
        if not Path(url).is_file():
            raise DownloadHTTPError(f"there is no {url}", 404)
        with open(url, "rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def visit(folder: Path, pin: Path, now: datetime, state: Path) -> Outcome:
    """One visit at `now`; what the client remembers from one to the next is in the folder `state`."""
    (state / "metadata").mkdir(parents=True, exist_ok=True)
    try:
        return _walk(_updater(folder, pin, now, state))
    except (RepositoryError, DownloadError) as error:
        said = f"{type(error).__name__}: {error}"
        for kind, part, word in WORDS:
            if isinstance(error, kind) and part in said:
                return Outcome(word, detail=said)
        raise


def _updater(folder: Path, pin: Path, now: datetime, state: Path) -> Updater:
    updater = Updater(
        metadata_dir=str(state / "metadata"),
        metadata_base_url=str(folder / "metadata"),
        target_dir=str(state / "targets"),
        target_base_url=str(folder / "targets"),
        fetcher=FolderFetcher(),
        bootstrap=pin.read_bytes(),
    )
    # There is no public way to tell it the time. Nothing is compared with it before `refresh`.
    if not isinstance(updater._trusted_set.reference_time, datetime):
        raise RuntimeError("this version of python-tuf keeps its reference time elsewhere")
    updater._trusted_set.reference_time = now
    return updater


def _walk(updater: Updater) -> Outcome:
    """Loads every delegated role once, in the order of a lookup, then looks up and downloads what any of them lists."""
    updater.refresh()
    trusted = updater._trusted_set
    versions = {
        "root": trusted.root.version,
        "timestamp": trusted.timestamp.version,
        "snapshot": trusted.snapshot.version,
    }
    listed: set[str] = set()
    ahead = [(Targets.type, Root.type)]
    while ahead:
        role, delegator = ahead.pop()
        if role in versions:
            continue
        said = updater._load_targets(role, delegator)
        versions[role] = said.version
        listed.update(said.targets)
        if said.delegations:
            ahead.extend((child, role) for child in reversed(said.delegations.roles))
    targets = {}
    for path in sorted(listed):
        found = updater.get_targetinfo(path)
        if found:
            updater.download_target(found)
            targets[path] = (found.length, found.hashes["sha256"])
    return Outcome(ACCEPTED, versions, targets)
