"""An author withdraws a nudge; its file still lies on the server."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    repository.add("nudges/tip.json", b"tip", role="authors")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/tip.json")
    repository.roles["authors"].targets.pop("nudges/tip.json")
    repository.publish("authors")
    yield accepted("nudges/hello.json")
