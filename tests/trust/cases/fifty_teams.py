"""An organisation of fifty teams, each with managers of its own."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    for number in range(50):
        repository.delegate(f"team-{number}", f"teams/{number}/*")
        repository.add(f"teams/{number}/tip.json", b"tip", role=f"team-{number}")
    repository.publish()
    yield accepted("nudges/hello.json", *(f"teams/{number}/tip.json" for number in range(50)))
