"""Our TUF client and python-tuf's must agree on every repository of cases/, the good and the attacked.

CUECARD_COMMAND=target/debug/cuecard python differential.py [NAME …]
python differential.py --reference-only [NAME …]     only python-tuf, against what each case expects
"""

import argparse
import ast
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"
WORK = HERE.parent.parent / "target" / "trust"

# The cases import what is beside this file; nothing is left there.
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
import command  # noqa: E402
import reference  # noqa: E402
from repository import Repository  # noqa: E402
from visit import ACCEPTED, Outcome  # noqa: E402


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", metavar="NAME", help="only these cases")
    arguments.add_argument("--reference-only", action="store_true", help="without our own client")
    given = arguments.parse_args()
    program = None if given.reference_only else program_or_exit()
    cases = {file.stem: file for file in sorted(CASES.glob("*.py"))}
    unknown = [name for name in given.names if name not in cases]
    if unknown or not cases:
        sys.exit(f"No such case: {', '.join(unknown)}." if cases else f"There are no cases in {CASES}.")
    failed = 0
    for name in given.names or cases:
        problems = list(play(name, cases[name], program))
        if problems:
            failed += 1
            print(f"{name}: {sentence(cases[name])} {' '.join(problems)}")
    print(f"{len(given.names or cases) - failed} passed, {failed} failed")
    return 1 if failed else 0


def program_or_exit() -> str:
    program = os.environ.get("CUECARD_COMMAND", "")
    if not os.access(program, os.X_OK):
        sys.exit(f"CUECARD_COMMAND ({program or 'not set'}) is no program: build it, or say --reference-only.")
    return str(Path(program).resolve())


def sentence(file: Path) -> str:
    """The case's docstring, on one line."""
    return " ".join((ast.get_docstring(ast.parse(file.read_text())) or "").split())


def play(name: str, file: Path, program: str | None) -> Iterator[str]:
    """Everything that is wrong with the case, or with a client on it; nothing when all is well."""
    if not sentence(file):
        yield "It has no sentence."
    home = WORK / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    repository = Repository(home)
    step = 0
    try:
        specification = importlib.util.spec_from_file_location(f"cases.{name}", file)
        case = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(case)
        for step, expected in enumerate(case.visits(repository), start=1):
            where = (repository.folder, repository.pin, repository.now)
            theirs = reference.visit(*where, home / "reference")
            wanted = expected.targets if expected.agreed else None
            problems = [*judged("python-tuf", theirs, expected.reference, wanted)]
            if program:
                ours = command.visit(program, *where, home / "state.json")
                problems += judged("Cuecard", ours, expected.outcome, expected.targets)
                problems += differences(theirs, ours) if expected.agreed else ()
            yield from (f"Visit {step}: {problem}" for problem in problems)
    # Whatever it is, the other cases have to be played too, and this one has failed.
    except Exception as error:  # noqa: BLE001
        yield f"Visit {step or 1}: {type(error).__name__}: {error}"
    if step == 0:
        yield "It has no visits."


def judged(client: str, outcome: Outcome, word: str, targets: frozenset[str] | None) -> Iterator[str]:
    if outcome.word != word:
        yield f"expected {word}; {client}: {outcome}."
    elif word == ACCEPTED and targets is not None and set(outcome.targets) != targets:
        yield f"expected the targets {sorted(targets)}; {client}: {sorted(outcome.targets)}."


def differences(theirs: Outcome, ours: Outcome) -> Iterator[str]:
    """Where both accept, but not the same."""
    if theirs.word == ours.word == ACCEPTED:
        for what, one, other in (
            ("versions", theirs.versions, ours.versions),
            ("targets", theirs.targets, ours.targets),
        ):
            unlike = {key: (one.get(key), other.get(key)) for key in one | other if one.get(key) != other.get(key)}
            if unlike:
                yield f"{what} differ, python-tuf's first: {unlike}."


if __name__ == "__main__":
    sys.exit(main())
