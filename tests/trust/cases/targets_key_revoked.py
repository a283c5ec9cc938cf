"""The organisation's key was revoked, and the targets that it signed are still handed out."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    yield accepted()
    repository.rotate("targets", "organisation-2")
    repository.publish("root")
    yield refused("signature")
