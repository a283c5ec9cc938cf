"""The organisation's key signs targets with a field of five thousand lists within lists."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish(
        spoil={
            "targets": lambda data: data.replace(b'"signed":{', b'"signed":{"x":' + b"[" * 5_000 + b"]" * 5_000 + b",")
        }
    )
    yield refused("malformed")
