"""Numbers and lists of the Bedrock double."""

from typing import Final

PORT: Final = 4602
CHARACTERS_A_TOKEN: Final = 4
"""An estimate that is the same everywhere: no tokenizer of any model is here."""
MAX_TOKENS: Final = 4096
"""Of a request that names no `maxTokens`. Bedrock takes the model's own limit, which differs from model to model."""
BODY_BYTES: Final = 25_000_000
"""Largest body of a request, from the shape `Body` in botocore's description of the service."""
REQUESTS_KEPT: Final = 1000
"""Requests that are remembered for `GET /requests`, the latest ones."""
CACHE_SECONDS: Final = {"5m": 300.0, "1h": 3600.0}
"""How long a cache point holds, by its `ttl`; 5 minutes without one."""
PASSAGE_SENTENCES: Final = 2
"""Sentences of a passage that a default answer quotes."""
WORD_LETTERS: Final = 4
"""Shortest word that says what a question is about."""
UPSTREAM_SECONDS: Final = 60.0
"""Longest silence of a model elsewhere. botocore's own limit for reading is the same."""
GUARDRAIL_UNIT_CHARACTERS: Final = 1000
"""Characters of one text unit of a guardrail (aws.amazon.com/bedrock/pricing, December 2026)."""

MODELS: Final = (
    "anthropic.claude-*",
    "amazon.nova-*",
    "amazon.titan-embed-text-v2:0",
    "cohere.embed-v4:0",
    "amazon.rerank-v1:0",
    "cohere.rerank-v3-5:0",
    "meta.llama*",
    "mistral.*",
    "deepseek.*",
    "openai.gpt-*",
    "ai21.jamba-*",
)
"""Families of models, as file name patterns. An id outside them is refused, as Bedrock refuses one it does not know."""
SCOPES: Final = ("us", "eu", "apac", "jp", "au", "ca", "global", "us-gov")
"""What may stand before a model id, with a dot: an inference profile over several regions."""
EMBEDDING: Final = "amazon.titan-embed-text-v2:0"
COHERE_EMBEDDING: Final = "cohere.embed-v4:0"
RERANKERS: Final = ("amazon.rerank-v1:0", "cohere.rerank-v3-5:0")
DIMENSIONS: Final = (1024, 512, 256)
"""Lengths of a vector that Titan Text Embeddings V2 offers, its default first."""
EMBEDDING_CHARACTERS: Final = 50_000
"""Longest text that Titan Text Embeddings V2 takes."""
COHERE_DIMENSIONS: Final = (1536, 1024, 512, 256)
"""The same of Cohere Embed v4."""
COHERE_TEXTS: Final = 96
"""Most texts of one request to it."""
PIECE: Final = 4
"""Characters of the pieces of words that make a vector."""
