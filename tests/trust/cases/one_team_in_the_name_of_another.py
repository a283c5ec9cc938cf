"""The file of one team is handed out, and named by stolen online keys, as that of another."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("team-a", "teams/a/*")
    repository.delegate("team-b", "teams/b/*")
    repository.publish()
    other = repository.meta("team-b").read_bytes()
    repository.publish("team-a", spoil={"team-a": lambda data: other})
    yield refused("signature")
