"""What the command writes is what python-tuf reads: an organisation is made and lives, and at every step both clients
accept the same.

CUECARD_COMMAND=target/debug/cuecard python published.py
"""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
WORK = TOP / "target" / "trust" / "published"
CONTENT = TOP / "content"
BEGIN = datetime(2026, 11, 22, tzinfo=UTC)
LONGEST_SECONDS = 60

sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
import command  # noqa: E402
import reference  # noqa: E402
from differential import differences, judged, program_or_exit  # noqa: E402
from visit import ACCEPTED  # noqa: E402

ORGANISATION = ("--key", "keys/organisation.key.pem")
AUTHORS = ("--key", "keys/authors.key.pem")


class Organisation:
    """A folder that the command keeps."""

    def __init__(self, program: str) -> None:
        self.program, self.now = program, BEGIN
        shutil.rmtree(WORK, ignore_errors=True)
        WORK.mkdir(parents=True)
        self.folder = WORK / "org"
        self.does("org", "new", str(self.folder), "--name", "Example", at=WORK)

    def does(self, *words: str, at: Path | None = None) -> str:
        when = () if words[0] == "key" else ("--now", self.now.strftime("%Y-%m-%dT%H:%M:%SZ"))
        environment = os.environ | {"CUECARD_PASSPHRASE": "three fine words"}
        ran = subprocess.run(
            [self.program, *words, *when],
            cwd=at or self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
        )
        if ran.returncode != 0:
            raise RuntimeError(f"cuecard {' '.join(words)} ended with {ran.returncode}: {ran.stdout}{ran.stderr}")
        return ran.stdout

    def enrol(self, role: str, name: str) -> str:
        """Gives the fingerprint."""
        self.does("key", "new", f"people/{name}", "--who", name)
        public = f"people/{name}.public.json"
        fingerprint = self.does("key", "show", public).partition("fingerprint ")[2].strip()
        self.does("org", "enrol", role, public, "--fingerprint", fingerprint, *ORGANISATION)
        return fingerprint

    def cosign(self, nudge: str, name: str) -> None:
        says = ("--reason", "It matters “now” – é, \\ and \".", "--minutes", "6")
        self.does("cosign", "sales", nudge, *says, "--key", f"people/{name}.key.pem")

    def publish(self) -> None:
        self.does("publish", "--static", "--key", "keys/online.key.pem")


def steps(program: str):
    """Lives an organisation's first weeks; stops where clients come by."""
    it = Organisation(program)
    yield it, "new"
    ada = it.enrol("team-sales", "ada")
    it.does("sign", str(CONTENT), "--all", *AUTHORS)
    it.publish()
    yield it, "a team, and packs"
    it.does("pilot", "pricing-objection", "--team", "sales", "--people", "60", *AUTHORS)
    it.cosign("pricing-objection", "ada")
    it.publish()
    yield it, "a co-sign with all kinds of letters"
    it.now += timedelta(days=10)
    it.enrol("team-sales", "bob")
    it.does("org", "dismiss", "team-sales", ada, *ORGANISATION)
    it.cosign("slipping-close-date", "bob")
    it.publish()
    yield it, "a deputy for whoever left"
    it.does("key", "new", "people/next", "--who", "next root")
    it.does("root", "rotate", "--add", "people/next.public.json")
    it.does("root", "sign", "--key", "keys/root.key.pem")
    it.does("sign", str(CONTENT), "--withdraw", "--pack", "incidents", *AUTHORS)
    it.publish()
    yield it, "another root, and a pack less"


def main() -> int:
    program = program_or_exit()
    failed, played = 0, 0
    for it, step in steps(program):
        played += 1
        where = (it.folder / "repository", it.folder / "root.json", it.now)
        theirs = reference.visit(*where, WORK / "reference")
        ours = command.visit(program, *where, WORK / "state.json")
        problems = [*judged("python-tuf", theirs, ACCEPTED, None), *judged("Cuecard", ours, ACCEPTED, None)]
        problems += differences(theirs, ours)
        failed += bool(problems)
        print("".join(f"{step}: {problem}\n" for problem in problems), end="")
    print(f"{played - failed} published states agreed, {failed} did not")
    return 1 if failed or played == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
