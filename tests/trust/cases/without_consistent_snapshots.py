"""The root says that files have no versions in their names, though they have."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"root": lambda root: root.update(consistent_snapshot=False)})
    yield refused("malformed", reference="missing")
