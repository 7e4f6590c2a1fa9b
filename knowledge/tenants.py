"""Tenants: whose documents these are, and where they lie in the bucket.

The first folder below `documents/` names the tenant, and nothing else does.
"""

import re
from typing import Final

from contracts.errors import InvalidInput

DOCUMENTS: Final = "documents/"
INDEX: Final = "index/"
PUBLISHED: Final = "index/published"
"""There once anything was ever published, by whichever tenant: what readiness looks for."""
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_CHARS: Final = 63


def is_tenant(name: str) -> bool:
    """Whether a tenant may have this name: it must fit into paths of S3 and into names of indexes of OpenSearch."""
    return len(name) <= _MOST_CHARS and _NAME.fullmatch(name) is not None


def checked_tenant(name: str) -> str:
    """The name itself. Raises `InvalidInput` for what is no name of a tenant."""
    if not is_tenant(name):
        raise InvalidInput(
            "tenant",
            f"{name!r} is no name of a tenant: small letters, digits and single hyphens, {_MOST_CHARS} at most",
        )
    return name


def tenant_of(path: str) -> str | None:
    """The tenant of a path below `documents/`: `harbour` of `harbour/charging/times.md`; None if it has none."""
    folder, slash, _ = path.partition("/")
    return folder if slash and is_tenant(folder) else None


def pointer_of(tenant: str) -> str:
    """The key that names the version which serves a tenant."""
    return f"{INDEX}{tenant}/current"


def report_of(tenant: str) -> str:
    """The key of what the last run for a tenant did."""
    return f"{INDEX}{tenant}/report.json"
