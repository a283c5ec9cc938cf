"""Two roles delegate to each other, which ends nowhere."""

from collections.abc import Iterator

from tuf.api.metadata import Delegations

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.delegate("guest", "nudges/*", by="authors")
    guest = repository.roles["guest"]
    guest.delegations = Delegations(
        dict(repository.targets.delegations.keys), dict(repository.targets.delegations.roles)
    )
    repository.add("nudges/tip.json", b"tip", role="guest")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/tip.json")
