"""A target carries notes of its author, with letters of every kind."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.targets.targets["nudges/hello.json"].unrecognized_fields["custom"] = {
        "title": 'Größe "1" \\ 日本 \U0001f600\n\t\x7f',
        "list": [True, None, 0],
    }
    repository.publish()
    yield accepted("nudges/hello.json")
