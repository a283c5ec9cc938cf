"""The file of the second root says that it is the first."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    repository.publish("root", alter={"root": lambda signed: signed.update(version=1)})
    yield refused("rolled-back", reference="mixed")
