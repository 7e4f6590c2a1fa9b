"""Earlier versions of the index: how many are kept, which must go, and the way back."""

from contracts.errors import InvalidInput, Unavailable
from knowledge.index import FORMAT, Manifest
from knowledge.policy import KEPT_VERSIONS
from knowledge.shelf import Shelf


def prune(shelf: Shelf, serving: Manifest) -> None:
    """Delete versions beyond `KEPT_VERSIONS`, and every one that holds a document that is gone.

    That is decided by what lies there, not by what a run did, so that a run that broke off is made good by the next.
    """
    documents = {record.source for record in serving.documents}
    others = [version.name for version in shelf.versions() if version.name != serving.version]
    for place, version in enumerate(others):
        if place >= KEPT_VERSIONS - 1 or _holds_others(shelf.manifest_of(version), documents):
            shelf.remove(version)


def _holds_others(manifest: Manifest | None, documents: set[str]) -> bool:
    """What cannot be read might hold anything."""
    return manifest is None or any(record.source not in documents for record in manifest.documents if record.passages)


def roll_back(shelf: Shelf, version: str) -> None:
    """Let an earlier version serve. Raises `InvalidInput` if it is not there any more, or of another format."""
    names = [kept.name for kept in shelf.versions()]
    if version not in names:
        raise InvalidInput(
            "version",
            f"there is no version {version}; there are: {', '.join(names) or 'none'}. "
            f"The last {KEPT_VERSIONS} are kept, but none that holds a document that was deleted",
        )
    manifest = shelf.manifest_of(version)
    if manifest is None or manifest.format != FORMAT:
        raise InvalidInput(
            "version", f"version {version} has a format that is not read any more: no function could open it"
        )
    if not shelf.point(version, shelf.current()):
        raise Unavailable("knowledge bucket", "ConditionalRequestConflict")
