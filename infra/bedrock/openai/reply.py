"""The chunks of a streamed chat completion as events of Bedrock."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from infra.bedrock.reply import DELTA, Event

STOP_REASONS: Final = {
    "stop": "end_turn",
    "length": "max_tokens",
    "tool_calls": "tool_use",
    "function_call": "tool_use",
    "content_filter": "content_filtered",
}
"""Words for why an answer ends. One that is not listed is passed on as it is."""
Json = dict[str, Any]


@dataclass
class Blocks:
    """Turns what chunks say into content blocks, of which one is open at a time."""

    last: int = -1
    open: str | None = None
    """`text`, or the place of a tool call among the calls of the answer."""
    finish: str = "stop"
    usage: Json = field(default_factory=dict)

    def of(self, chunk: Json) -> Iterator[Event]:
        """Yield the events that a chunk makes."""
        self.usage = chunk.get("usage") or self.usage
        for choice in chunk.get("choices") or []:
            delta = choice.get("delta") or {}
            if text := delta.get("content"):
                yield from self._turn_to("text", None)
                yield DELTA, {"contentBlockIndex": self.last, "delta": {"text": text}}
            for call in delta.get("tool_calls") or []:
                yield from self._called(call)
            self.finish = choice.get("finish_reason") or self.finish

    def end(self) -> Iterator[Event]:
        """Yield the end of the block that is open."""
        if self.open is not None:
            yield "contentBlockStop", {"contentBlockIndex": self.last}
            self.open = None

    def _called(self, call: Json) -> Iterator[Event]:
        function = call.get("function") or {}
        place = f"call {call.get('index', 0)}"
        if self.open != place:
            use = {"toolUseId": call.get("id") or f"call_{self.last + 1}", "name": function.get("name") or ""}
            yield from self._turn_to(place, {"toolUse": use})
        if arguments := function.get("arguments"):
            yield DELTA, {"contentBlockIndex": self.last, "delta": {"toolUse": {"input": arguments}}}

    def _turn_to(self, name: str, start: Json | None) -> Iterator[Event]:
        if self.open == name:
            return
        yield from self.end()
        self.open, self.last = name, self.last + 1
        if start is not None:
            yield "contentBlockStart", {"contentBlockIndex": self.last, "start": start}


def events_of(chunks: Iterable[Json]) -> Iterator[Event]:
    """Yield the events of a whole answer."""
    began, blocks = time.monotonic(), Blocks()
    yield "messageStart", {"role": "assistant"}
    for chunk in chunks:
        yield from blocks.of(chunk)
    yield from blocks.end()
    yield "messageStop", {"stopReason": STOP_REASONS.get(blocks.finish, blocks.finish)}
    latency = round((time.monotonic() - began) * 1000)
    yield "metadata", {"usage": usage_of(blocks.usage), "metrics": {"latencyMs": latency}}


def usage_of(usage: Json) -> Json:
    """Return the usage in Bedrock's words: what was cached stands apart. All 0 from a server that tells of none."""
    whole, output = usage.get("prompt_tokens") or 0, usage.get("completion_tokens") or 0
    cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens") or 0
    return {
        "inputTokens": whole - cached,
        "outputTokens": output,
        "totalTokens": usage.get("total_tokens") or whole + output,
        "cacheReadInputTokens": cached,
        "cacheWriteInputTokens": 0,
    }
