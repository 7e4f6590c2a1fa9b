"""The collection follows the published index files: what is published there is served here, what is deleted goes.

The files stay the truth: which versions are kept, which one serves, and that none with a deleted document stays is
decided once, by `knowledge/versions.py`.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from encoder.batches import Progress
from knowledge.index import load_index
from knowledge.opensearch.loading import USUAL_PACE, Loaded, Pace, load
from knowledge.opensearch.versions import retain, serve, served
from knowledge.shelf import Shelf

if TYPE_CHECKING:
    from opensearchpy import OpenSearch


def follow(
    client: "OpenSearch", shelf: Shelf, encoder: str, progress: Progress | None = None, pace: Pace = USUAL_PACE
) -> Loaded | None:
    """Serve the version that the shelf publishes, and delete those that the shelf no longer has.

    Returns what was loaded; None if nothing is published, or it is served already. A version that was not loaded as a
    whole, or is not the published one any more, is not served: follow again, and see `Loaded.refused`. Raises
    `Unavailable` or `ConfigurationError`.
    """
    current = shelf.current()
    if current is None:
        return None
    now, loaded = served(client, shelf.tenant), None
    if now is None or now.meta.version != current.version:
        with TemporaryDirectory(prefix="curbside-follow-") as folder:
            index = load_index(shelf.fetch(current.version, Path(folder)), encoder, shelf.tenant)
            loaded = load(client, index, progress, pace)
        if not loaded.whole or shelf.current() != current:
            return loaded._replace(whole=False)
        serve(client, shelf.tenant, current.version)
    retain(client, shelf.tenant, [version.name for version in shelf.versions()])
    return loaded
