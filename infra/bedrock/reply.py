"""A reply, and the events of a stream that carry it. Whatever answers gives events; a whole answer is made of them."""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Final
from uuid import uuid4

from infra.bedrock.asked import Asked
from infra.bedrock.policy import CHARACTERS_A_TOKEN
from infra.bedrock.usage import PromptCache, usage_of

Event = tuple[str, dict[str, Any]]
"""Name and content of one event, such as `("contentBlockDelta", {...})`."""
DELTA: Final = "contentBlockDelta"


@dataclass(frozen=True)
class Call:
    """A tool that the model calls. `arguments` is JSON, or what shall stand in its place."""

    name: str
    arguments: str


@dataclass(frozen=True)
class Reply:
    """Text, piece by piece as it is streamed, then tool calls."""

    pieces: Iterable[str] = ()
    calls: tuple[Call, ...] = ()


class Written:
    """Pieces of text as far as `maxTokens` allows, counted while they pass."""

    def __init__(self, max_tokens: int) -> None:
        self.left = max_tokens * CHARACTERS_A_TOKEN
        self.characters = 0
        self.cut = False

    def upto(self, pieces: Iterable[str]) -> Iterator[str]:
        """Yield the pieces until the limit."""
        for piece in pieces:
            kept = piece[: self.left - self.characters]
            self.characters += len(kept)
            if kept:
                yield kept
            if len(kept) < len(piece):
                self.cut = True
                return


def events(asked: Asked, reply: Reply, cache: PromptCache) -> Iterator[Event]:
    """Yield the events of a reply, as the model would stream it."""
    began, blocks, written = time.monotonic(), count(), Written(asked.max_tokens)
    yield "messageStart", {"role": "assistant"}
    block = next(blocks)
    for piece in written.upto(reply.pieces):
        yield DELTA, {"contentBlockIndex": block, "delta": {"text": piece}}
    if written.characters:
        yield "contentBlockStop", {"contentBlockIndex": block}
        block = next(blocks)
    calls = () if written.cut else reply.calls
    for call in calls:
        yield from _call_events(call, block, written)
        block = next(blocks)
    stop_reason = "max_tokens" if written.cut else "tool_use" if calls else "end_turn"
    yield "messageStop", {"stopReason": stop_reason}
    yield "metadata", {"usage": usage_of(asked, written.characters, cache), "metrics": {"latencyMs": _since(began)}}


def _call_events(call: Call, block: int, written: Written) -> Iterator[Event]:
    start = {"toolUse": {"toolUseId": f"tooluse_{uuid4().hex[:22]}", "name": call.name}}
    yield "contentBlockStart", {"contentBlockIndex": block, "start": start}
    for piece in written.upto(words(call.arguments)):
        yield DELTA, {"contentBlockIndex": block, "delta": {"toolUse": {"input": piece}}}
    yield "contentBlockStop", {"contentBlockIndex": block}


def words(text: str) -> list[str]:
    """Return a text as pieces that join to it: each word with the space after it."""
    parts = text.split(" ")
    return [f"{part} " for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def whole(stream: Iterable[Event]) -> dict[str, Any]:
    """Return the answer of Converse that says what the events say."""
    blocks: dict[int, dict[str, Any]] = {}
    answer: dict[str, Any] = {}
    for kind, content in stream:
        if kind == "contentBlockStart":
            blocks[content["contentBlockIndex"]] = {"toolUse": content["start"]["toolUse"] | {"input": ""}}
        elif kind == DELTA:
            _add(blocks.setdefault(content["contentBlockIndex"], {"text": ""}), content["delta"])
        elif kind in ("messageStop", "metadata"):
            answer |= content
    for block in blocks.values():
        if "toolUse" in block:
            block["toolUse"]["input"] = _document(block["toolUse"]["input"])
    message = {"role": "assistant", "content": [blocks[place] for place in sorted(blocks)]}
    return {"output": {"message": message}} | answer


def _add(block: dict[str, Any], delta: dict[str, Any]) -> None:
    if "toolUse" in delta:
        block["toolUse"]["input"] += delta["toolUse"]["input"]
    else:
        block["text"] += delta["text"]


def _document(arguments: str) -> Any:
    """The arguments of a call as JSON; what is none stays text."""
    try:
        return json.loads(arguments or "{}")
    except ValueError:
        return arguments


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
