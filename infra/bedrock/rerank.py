"""Amazon Rerank and Cohere Rerank over InvokeModel: passages ordered by the pieces of words they share with a query.

Body and answer: docs.aws.amazon.com/bedrock/latest/userguide/rerank-use.html (December 2026); Cohere's wants an
`api_version` of 2.
"""

from typing import Any

from infra.bedrock.asked import Asked, strings
from infra.bedrock.embeddings import vector_of
from infra.bedrock.refusal import invalid


def rerank(asked: Asked) -> dict[str, Any]:
    """Return places of documents with a relevance from 0 to 1, best first. Raises `Refusal` for a body without them."""
    query, documents = asked.body.get("query"), asked.body.get("documents")
    if not isinstance(query, str) or not query.strip() or not isinstance(documents, list) or not documents:
        raise invalid("Malformed input request: query and documents must not be empty.")
    if asked.model.startswith("cohere.") and asked.body.get("api_version") != 2:
        raise invalid("Malformed input request: api_version must be 2.")
    wanted = vector_of(query)
    scores = [_cosine(wanted, vector_of(" ".join(strings(document)))) for document in documents]
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    best = order[: asked.body.get("top_n") or len(order)]
    return {"results": [{"index": place, "relevance_score": scores[place]} for place in best]}


def _cosine(one: list[float], other: list[float]) -> float:
    return round(min(1.0, sum(a * b for a, b in zip(one, other, strict=True))), 6)
