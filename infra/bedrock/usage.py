"""Tokens of a request and its answer, estimated, and what of the request was in the cache of prompts.

Cached tokens stand apart from `inputTokens`, as docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html says
(December 2026). On Bedrock a prefix below a model's least length is not cached; here any is.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Any

from infra.bedrock.asked import Asked
from infra.bedrock.policy import CACHE_SECONDS, CHARACTERS_A_TOKEN


def tokens(characters: int) -> int:
    """Return the tokens of so many characters, rounded up."""
    return -(-characters // CHARACTERS_A_TOKEN)


def characters(block: Any) -> int:
    """Return how long a block is: its text, or its JSON."""
    return len(block["text"]) if isinstance(block, dict) and set(block) == {"text"} else len(json.dumps(block))


def counted(asked: Asked) -> int:
    """Return the tokens of a whole request."""
    return tokens(sum(characters(block) for _, block in _blocks(asked) if "cachePoint" not in block))


@dataclass
class PromptCache:
    """Prefixes of requests that ended at a cache point, each until it expires."""

    _expiry: dict[str, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, asked: Asked) -> tuple[int, int]:
        """Return tokens read from the cache and written to it, and remember the prefixes of this request."""
        now = time.monotonic()
        points = list(_points(asked))
        with self._lock:
            self._expiry = {key: expiry for key, expiry in self._expiry.items() if expiry > now}
            read = max((length for key, length, _ in points if key in self._expiry), default=0)
            for key, _, seconds in points:
                self._expiry[key] = now + seconds
        longest = max((length for _, length, _ in points), default=0)
        return tokens(read), tokens(longest) - tokens(read)


def usage_of(asked: Asked, output_characters: int, cache: PromptCache) -> dict[str, int]:
    """Return the member `usage` of an answer."""
    read, written = cache.take(asked)
    whole, output = counted(asked), tokens(output_characters)
    return {
        "inputTokens": max(0, whole - read - written),
        "outputTokens": output,
        "totalTokens": whole + output,
        "cacheReadInputTokens": read,
        "cacheWriteInputTokens": written,
    }


def _points(asked: Asked) -> Iterator[tuple[str, int, float]]:
    """Yield key, length in characters and life in seconds of the prefix before each cache point."""
    digest, length = sha256(asked.model.encode()), 0
    for role, block in _blocks(asked):
        if "cachePoint" in block:
            yield digest.hexdigest(), length, CACHE_SECONDS[block["cachePoint"].get("ttl", "5m")]
        else:
            digest.update(f"\0{role}\0{json.dumps(block, sort_keys=True)}".encode())
            length += characters(block)


def _blocks(asked: Asked) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every block in the order in which a model reads them: tools, system, messages."""
    yield from (("tool", tool) for tool in (asked.converse.get("toolConfig") or {}).get("tools") or [])
    yield from (("system", block) for block in asked.converse.get("system") or [])
    yield from ((message["role"], block) for message in asked.messages for block in message["content"])
