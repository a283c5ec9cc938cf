"""The client was installed when the root was already at its third version."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    for number in range(3):
        repository.rotate("root", f"root-{number}")
        repository.pin.unlink(missing_ok=True)
        repository.publish("root")
    yield accepted("nudges/hello.json")
