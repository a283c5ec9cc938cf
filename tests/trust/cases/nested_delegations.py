"""The authors delegate a folder to a guest, and the guest a file of it to somebody else."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("authors", "nudges/*/*")
    repository.delegate("guest", "nudges/guest/*", by="authors")
    repository.delegate("friend", "nudges/guest/one.json", by="guest")
    repository.add("nudges/guest/one.json", b"one", role="friend")
    repository.add("nudges/guest/two.json", b"two", role="guest")
    repository.publish()
    yield accepted("nudges/hello.json", "nudges/guest/one.json", "nudges/guest/two.json")
