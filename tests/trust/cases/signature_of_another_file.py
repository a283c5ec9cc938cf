"""The signature of the first version of the targets stands under the second."""

import json
from collections.abc import Iterator

from repository import Repository, edited
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.publish()
    first = json.loads(repository.meta("targets").read_bytes())["signatures"]
    repository.publish("targets", spoil={"targets": edited(lambda whole: whole.update(signatures=first))})
    yield refused("signature")
