"""A guest of the authors may write one folder; he delegates all nudges to himself."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*/*")
    repository.delegate("guest", "nudges/guest/*", by="authors")
    repository.delegate("everything", "nudges/*/*", by="guest")
    repository.add("nudges/ben/tip.json", b"tip", role="everything")
    repository.add("nudges/guest/tip.json", b"tip", role="everything")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/guest/tip.json")
