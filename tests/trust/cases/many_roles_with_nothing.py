"""An author delegates to three hundred empty roles, each of which costs a file."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*")
    for number in range(300):
        repository.delegate(f"role-{number}", "nudges/*", by="authors")
    repository.publish()
    yield accepted("nudges/hello.json")
