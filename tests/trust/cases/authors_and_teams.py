"""The organisation delegates nudges to authors and a folder to each of two teams' managers."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.delegate("team-a", "teams/a/*")
    repository.delegate("team-b", "teams/b/*", keys=("mia", "noor"))
    repository.add("nudges/tip.json", b"tip", role="authors")
    repository.add("teams/a/tip.json", b"because of a", role="team-a")
    repository.add("teams/b/tip.json", b"because of b", role="team-b")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/tip.json", "teams/a/tip.json", "teams/b/tip.json")
