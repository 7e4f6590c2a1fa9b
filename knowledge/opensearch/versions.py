"""The versions in a collection: which are there, which one is served, and how that changes.

Each version is an index of its own, and an alias names the one that is served. Moving the alias is one request, so that
readers see the old version or the new one. What is no longer wanted goes with its index: a vector collection deletes
nothing by query (docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-genref.html).
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from contracts.errors import ConfigurationError, NotFound
from knowledge.opensearch.client import answered
from knowledge.opensearch.schema import FORMAT, SERVED, Meta, index_name

if TYPE_CHECKING:
    from opensearchpy import OpenSearch


class Version(NamedTuple):
    """An index, and what it says about itself."""

    name: str
    """Of the index."""
    meta: Meta


def served(client: "OpenSearch") -> Version | None:
    """The version that is served; None before the first one.

    Raises `Unavailable`, or `ConfigurationError` if it has a format that this process does not read.
    """
    for index, mapping in _mappings(client, SERVED).items():
        version = _version(index, mapping)
        if version is None or version.meta.format != FORMAT:
            raise ConfigurationError(f"index {index} is of another format: load it again, this process reads {FORMAT}")
        return version
    return None


def versions(client: "OpenSearch") -> list[Version]:
    """All versions, newest first, also those whose load never finished. Raises `Unavailable`."""
    found = (_version(index, mapping) for index, mapping in _mappings(client, f"{SERVED}-*").items())
    return sorted(filter(None, found), key=lambda version: version.meta.created, reverse=True)


def serve(client: "OpenSearch", version: str) -> None:
    """Serve a version from now on, an older one too. Raises `NotFound` if it is not there, or `Unavailable`."""
    name = index_name(version)
    with answered():
        if not client.indices.exists(index=name):
            raise NotFound("version", f"the collection holds no version {version}")
    removed = [{"remove": {"index": index, "alias": SERVED}} for index in _mappings(client, SERVED)]
    with answered():
        client.indices.update_aliases(body={"actions": [*removed, {"add": {"index": name, "alias": SERVED}}]})


def delete(client: "OpenSearch", version: str) -> None:
    """Delete a version with all its documents. Raises `Unavailable`, also if it is not there."""
    with answered():
        client.indices.delete(index=index_name(version))


def retain(client: "OpenSearch", kept: Collection[str]) -> list[str]:
    """Delete all versions but these and the one that is served; returns what was deleted. Raises `Unavailable`."""
    now = served(client)
    others = [version.meta.version for version in versions(client) if version != now]
    gone = [version for version in others if version not in kept]
    for version in gone:
        delete(client, version)
    return gone


def _mappings(client: "OpenSearch", target: str) -> dict[str, Any]:
    """The mappings of the indexes that a name or pattern means, by their own names; none if there are none."""
    from opensearchpy.exceptions import NotFoundError

    with answered():
        try:
            return {index: answer["mappings"] for index, answer in client.indices.get_mapping(index=target).items()}
        except NotFoundError:
            return {}


def _version(index: str, mapping: dict[str, Any]) -> Version | None:
    try:
        return Version(index, Meta.model_validate(mapping.get("_meta")))
    except ValidationError:
        return None
