"""The root belongs to three people; each new version is signed by another two of them."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.rotate("root", "ada", "ben", "cleo", threshold=2)
    for pair in (["ada", "ben"], ["ben", "cleo"], ["cleo", "ada"]):
        repository.signers["root"] = repository.outgoing = pair
        repository.publish("root")
        yield accepted("nudges/hello.json")
