"""What a case says must come of a client's visit, and what came of it."""

from dataclasses import dataclass, field

# Why a repository is refused: what both clients can tell apart.
REASONS = {
    "expired": "it was in force until a time that has passed",
    "clock": "the clock shows a time long before one that was seen already",
    "signature": "fewer of its role's keys have signed it than must",
    "rolled-back": "it is older than what was seen before",
    "mixed": "it is not what the file that announces it announced",
    "missing": "it is not there, or not announced",
    "malformed": "it is not what such a file has to look like",
    "truncated": "it ends too early",
    "oversized": "it is larger than was announced, or than is read",
}
ACCEPTED = "accepted"


@dataclass(frozen=True)
class Visit:
    """`outcome` is ACCEPTED or a reason; python-tuf's may be another, which `because` has to explain.

    Where both accept and `because` says something, they accept other versions or targets.
    `targets` are the paths that must be found, no more and no fewer; None: not said.
    """

    outcome: str
    reference: str
    because: str = ""
    targets: frozenset[str] | None = None

    def __post_init__(self) -> None:
        for word in (self.outcome, self.reference):
            if word != ACCEPTED and word not in REASONS:
                raise ValueError(f"{word!r} is no reason; there are: {', '.join(REASONS)}")
        if (self.outcome == ACCEPTED) != (self.reference == ACCEPTED) and not self.because:
            raise ValueError("a difference to python-tuf needs a reason: because=…")

    @property
    def agreed(self) -> bool:
        """Both clients are to accept the same."""
        return self.outcome == self.reference == ACCEPTED and not self.because


def accepted(*targets: str, reference: str = ACCEPTED, because: str = "") -> Visit:
    """The client takes all of it and finds these targets (none given: whichever, as long as both find the same)."""
    return Visit(ACCEPTED, reference, because, frozenset(targets) or None)


def refused(reason: str, reference: str | None = None, because: str = "") -> Visit:
    """The client takes none of it; `reference` where python-tuf gives another reason, or accepts."""
    return Visit(reason, reference or reason, because)


@dataclass(frozen=True)
class Outcome:
    """What a client did: `versions` by role, `targets` by path with length and SHA-256 (hex)."""

    word: str
    versions: dict[str, int] = field(default_factory=dict)
    targets: dict[str, tuple[int, str]] = field(default_factory=dict)
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.word} ({self.detail})" if self.detail else self.word
