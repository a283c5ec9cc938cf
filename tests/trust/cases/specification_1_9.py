"""The targets follow a later minor version of the specification, which changes nothing for old clients."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(alter={"targets": lambda signed: signed.update(spec_version="1.9.3")})
    yield accepted("nudges/hello.json")
