"""Forty roles delegate one to the next."""

from collections.abc import Iterator

from repository import Repository
from visit import Visit, accepted


def visits(repository: Repository) -> Iterator[Visit]:
    repository.delegate("role-0", "nudges/*")
    for number in range(40):
        repository.delegate(f"role-{number + 1}", "nudges/*", by=f"role-{number}")
    repository.add("nudges/deep.json", b"deep", role="role-40")
    repository.publish()
    yield accepted(
        "nudges/hello.json", "nudges/deep.json", because="python-tuf asks 32 roles for a path, we any that we read"
    )
