"""A stranger's signature stands under the key id of the organisation."""

from collections.abc import Iterator

from repository import Repository, edited, key_id
from visit import Visit, refused


def visits(repository: Repository) -> Iterator[Visit]:
    repository.signers["targets"] = ["mallory"]
    repository.publish(spoil={"targets": edited(lambda whole: whole["signatures"][0].update(keyid=key_id("targets")))})
    yield refused("signature")
