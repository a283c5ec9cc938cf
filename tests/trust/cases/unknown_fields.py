"""A later version of the tools writes fields that this client does not know."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted

ROLES = ("root", "timestamp", "snapshot", "targets")


def visits(repository: Repository) -> Iterator[Visit]:
    news = {
        name: lambda signed: signed.update(
            {"x-cuecard": {"words": ["ä", '"', "\\", "\u2028"], "none": None, "number": -7}}
        )
        for name in ROLES
    }
    repository.publish(alter=news)
    yield accepted("nudges/hello.json")
