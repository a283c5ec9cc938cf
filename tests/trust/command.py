"""Our own client, `cuecard verify`, on a repository folder."""

import json
import subprocess
from datetime import datetime
from pathlib import Path

from visit import ACCEPTED, Outcome

# Nothing here takes a second; a command that hangs must not hang the tests.
LONGEST_SECONDS = 60
# Its words for why it refuses, where it tells more apart than visit.REASONS.
WORDS = {
    "threshold": "signature",
    "unknown-key": "signature",
    "not-canonical": "malformed",
    "unreadable": "malformed",
    "wrong-type": "malformed",
    "unsupported": "malformed",
    "too-many": "malformed",
}


def visit(command: str, folder: Path, pin: Path, now: datetime, state: Path) -> Outcome:
    """One visit at `now`; what the client remembers from one to the next is in the file `state`."""
    time = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    ran = subprocess.run(
        [command, "verify", str(folder), "--root", str(pin), "--now", time, "--state", str(state)],
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
    )
    try:
        said = json.loads(ran.stdout)
    except json.JSONDecodeError:
        raise RuntimeError(
            f"it printed no JSON object and ended with {ran.returncode}: {ran.stdout}{ran.stderr}"
        ) from None
    if ran.returncode != (0 if said["accepted"] else 1):
        raise RuntimeError(f"it ended with {ran.returncode} and printed: {ran.stdout}")
    if not said["accepted"]:
        word = said["reason"]
        return Outcome(WORDS.get(word, word), detail=f"{word}: {said['file']}: {said['what']}")
    versions = {role: said[role] for role in ("root", "timestamp", "snapshot")} | said["roles"]
    targets = {path: (target["length"], target["sha256"]) for path, target in said["targets"].items()}
    return Outcome(ACCEPTED, versions, targets)
