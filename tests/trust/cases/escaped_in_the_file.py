"""A file writes its letters as \\u escapes: what is signed is what they stand for."""

import json
from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.add("nudges/größe.json", b"size", role="targets")
    repository.publish(spoil={"targets": lambda data: json.dumps(json.loads(data), ensure_ascii=True).encode()})
    yield accepted("nudges/hello.json", "nudges/größe.json")
