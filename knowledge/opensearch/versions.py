"""The versions of a tenant in a collection: which are there, which one is served, and how that changes.

Each version is an index of its own, and an alias of the tenant names the one that is served. Moving it is one request,
so that readers see the old version or the new one. What is no longer wanted goes with its index: a vector collection
deletes nothing by query (docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-genref.html).
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from contracts.errors import ConfigurationError, NotFound
from knowledge.opensearch.client import answered
from knowledge.opensearch.schema import FORMAT, Meta, alias_of, index_name

if TYPE_CHECKING:
    from opensearchpy import OpenSearch


class Version(NamedTuple):
    """An index, and what it says about itself."""

    name: str
    """Of the index."""
    meta: Meta


def served(client: "OpenSearch", tenant: str) -> Version | None:
    """The version that is served to a tenant; None before the first one.

    Raises `Unavailable`, or `ConfigurationError` if it is another's or has a format that this process does not read.
    """
    for index, mapping in _mappings(client, alias_of(tenant)).items():
        version = _version(index, mapping)
        if version is None or version.meta.format != FORMAT:
            raise ConfigurationError(f"index {index} is of another format: load it again, this process reads {FORMAT}")
        if version.meta.tenant != tenant:
            raise ConfigurationError(f"index {index} is that of tenant {version.meta.tenant}, not of {tenant}")
        return version
    return None


def versions(client: "OpenSearch", tenant: str) -> list[Version]:
    """All versions of a tenant, newest first, also those whose load never finished. Raises `Unavailable`."""
    found = (_version(index, mapping) for index, mapping in _mappings(client, index_name(tenant, "*")).items())
    return sorted(filter(None, found), key=lambda version: version.meta.created, reverse=True)


def serve(client: "OpenSearch", tenant: str, version: str) -> None:
    """Serve a version from now on, an older one too. Raises `NotFound` if it is not there, or `Unavailable`."""
    name, alias = index_name(tenant, version), alias_of(tenant)
    with answered():
        if not client.indices.exists(index=name):
            raise NotFound("version", f"the collection holds no version {version} of tenant {tenant}")
    removed = [{"remove": {"index": index, "alias": alias}} for index in _mappings(client, alias)]
    with answered():
        client.indices.update_aliases(body={"actions": [*removed, {"add": {"index": name, "alias": alias}}]})


def delete(client: "OpenSearch", tenant: str, version: str) -> None:
    """Delete a version with all its documents. Raises `Unavailable`, also if it is not there."""
    with answered():
        client.indices.delete(index=index_name(tenant, version))


def retain(client: "OpenSearch", tenant: str, kept: Collection[str]) -> list[str]:
    """Delete a tenant's versions but these and the served one; returns what was deleted. Raises `Unavailable`."""
    now = served(client, tenant)
    others = [version.meta.version for version in versions(client, tenant) if version != now]
    gone = [version for version in others if version not in kept]
    for version in gone:
        delete(client, tenant, version)
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
