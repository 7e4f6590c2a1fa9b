"""What an index of the collection looks like: one for each version of a tenant, never changed once it is served.

Written for NextGen vector collections, which choose engine and method themselves and refuse a mapping that names them;
a self-managed OpenSearch 3 takes the same mapping (docs.aws.amazon.com/opensearch-service/latest/developerguide/
serverless-vector-search.html, read in November 2026).
"""

from datetime import datetime
from typing import Any, Final

from contracts.base import Tolerant

FORMAT: Final = 4
PREFIX: Final = "knowledge"
"""Begins the names of all indexes and aliases; rights in the collection are given for it."""


class Meta(Tolerant):
    """What an index says about itself, kept in its mapping."""

    format: int
    tenant: str
    version: str
    encoder: str
    created: datetime
    passages: int
    average_pieces: float
    """Mean number of pieces of words in a passage, which BM25 needs."""
    models: tuple[str, ...]
    """Models that any passage names, in lower case."""


def alias_of(tenant: str) -> str:
    """The alias that names the index which is served to a tenant. No tenant's name holds an underscore."""
    return f"{PREFIX}_{tenant}"


def index_name(tenant: str, version: str) -> str:
    """The index that holds a version of a tenant."""
    return f"{PREFIX}_{tenant}_{version}"


def index_body(meta: Meta, dimensions: int) -> dict[str, Any]:
    """Settings and mapping of an index.

    `words` holds pieces that were cut here, parted by spaces, so that both engines match the very same ones: no
    analyzer of the server cuts, folds and marks the ends of words just so. `passage`, `likeness` and `parts` come back
    with each hit and are not searched. Vectors stay uncompressed: the default, 32 times smaller, costs recall, and at
    the sizes in question the memory that it saves costs little.
    """
    keyword, number, day = {"type": "keyword"}, {"type": "integer"}, {"type": "date", "format": "strict_date"}
    return {
        "settings": {"index": {"knn": True}},
        "mappings": {
            "dynamic": "strict",
            "_meta": meta.model_dump(mode="json"),
            "properties": {
                "key": keyword,
                "page": keyword,
                "vector": {
                    "type": "knn_vector",
                    "dimension": dimensions,
                    "space_type": "cosinesimil",
                    "compression_level": "1x",
                },
                "words": {"type": "text", "analyzer": "whitespace"},
                "audience": keyword,
                "models": keyword,
                "markets": keyword,
                "language": keyword,
                "only_for": keyword,
                "not_for": keyword,
                "year_from": number,
                "year_to": number,
                "valid_from": day,
                "valid_until": day,
                "passage": {"type": "object", "enabled": False},
                "likeness": {"type": "keyword", "index": False, "doc_values": False},
                "parts": {"type": "keyword", "index": False, "doc_values": False},
                "piece": keyword,
                "holding": number,
            },
        },
    }
