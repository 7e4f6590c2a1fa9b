"""Reaching a collection: signed requests, time limits, and errors in this project's words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from contracts.errors import ConfigurationError, Unavailable
from knowledge.opensearch.policy import SEARCH_SECONDS

if TYPE_CHECKING:
    from opensearchpy import OpenSearch
    from opensearchpy.exceptions import TransportError

DEPENDENCY: Final = "knowledge collection"
_CODE: Final = re.compile(r"\w+")


def connect(endpoint: str, region: str, seconds: float = SEARCH_SECONDS) -> "OpenSearch":
    """A client for the collection at `endpoint`, signing with the credentials of the process. Opens no connection yet.

    A request that found its kept connection closed, as after a frozen Lambda, is sent once more; one that timed out is
    not. Raises `ConfigurationError` if the endpoint is no URL or there are no credentials.
    """
    import boto3
    from opensearchpy import OpenSearch, Urllib3AWSV4SignerAuth

    url = urlsplit(endpoint)
    if url.scheme not in {"http", "https"} or not url.hostname:
        raise ConfigurationError("KNOWLEDGE_ENDPOINT is no URL: take it from the stack's output KnowledgeEndpoint")
    credentials = boto3.Session().get_credentials()
    if credentials is None:
        raise ConfigurationError("the knowledge collection needs AWS credentials, and this process has none")
    secure = url.scheme == "https"
    return OpenSearch(
        hosts=[{"host": url.hostname, "port": url.port or (443 if secure else 80), "use_ssl": secure}],
        http_auth=Urllib3AWSV4SignerAuth(credentials, region, "aoss"),
        timeout=seconds,
        max_retries=1,
        retry_on_status=(),
    )


@contextmanager
def answered() -> Iterator[None]:
    """Turn errors of the client library into `Unavailable`, with the code that the service gave."""
    from opensearchpy.exceptions import OpenSearchException, TransportError

    try:
        yield
    except TransportError as error:
        raise Unavailable(DEPENDENCY, _code(error)) from error
    except OpenSearchException as error:
        raise Unavailable(DEPENDENCY, type(error).__name__) from error


def _code(error: "TransportError") -> str:
    """The error's type as the service names it; else the library's error behind it, or the HTTP status."""
    if isinstance(error.info, Exception):
        return type(error.info).__name__
    return error.error if _CODE.fullmatch(str(error.error)) else str(error.status_code)
