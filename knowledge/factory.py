"""Which engine this process searches with."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from knowledge.library import Documents, Library

EngineChoice = Literal["embedded", "opensearch"]


def library_for(choice: EngineChoice, encoder: str, bucket: str, endpoint: str, region: str) -> "Library":
    """Where the agent finds its engine. `encoder` names the encoder of questions.

    Imports only what is chosen. Raises `ConfigurationError` if `opensearch` is chosen without an endpoint.
    """
    if choice == "opensearch":
        from knowledge.opensearch.client import connect
        from knowledge.opensearch.library import OpenSearchLibrary

        return OpenSearchLibrary(connect(endpoint, region), encoder)
    from knowledge.library import S3Library

    return S3Library(bucket, encoder, region)


def documents_for(choice: EngineChoice, bucket: str, endpoint: str, region: str) -> "Documents":
    """Where pages are read. No encoder is needed, whoever encoded them.

    Raises `ConfigurationError` if `opensearch` is chosen without an endpoint.
    """
    if choice == "opensearch":
        from knowledge.opensearch.client import connect
        from knowledge.opensearch.library import OpenSearchLibrary

        return OpenSearchLibrary(connect(endpoint, region))
    from knowledge.library import S3Documents

    return S3Documents(bucket, region)
