"""Streams of events made in this process: odd ones, which no server that keeps to the protocol would send."""

from collections.abc import Iterable, Iterator
from typing import Any

from models.breaker import Breakers, BreakersHere
from models.client import ModelClient
from models.places import places_in
from models.stream import StreamEvent
from tests.unit.bedrock import REGION

Raw = dict[str, Any]


def text(*pieces: Any) -> list[Raw]:
    """The events of text in one block."""
    return [{"contentBlockDelta": {"contentBlockIndex": 0, "delta": {"text": piece}}} for piece in pieces]


def whole(*events: Raw, stop: str = "end_turn", usage: Any = None) -> list[Raw]:
    """A stream from its start to its end."""
    told = usage or {"inputTokens": 10, "outputTokens": 5, "totalTokens": 15}
    start, end = {"messageStart": {"role": "assistant"}}, {"messageStop": {"stopReason": stop}}
    return [start, *events, end, {"metadata": {"usage": told, "metrics": {"latencyMs": 1}}}]


def client_of(events: Iterable[Any]) -> ModelClient:
    """A client whose every call gives these events; an exception among them is raised."""
    kept = list(events)

    def begin(arguments: dict[str, Any]) -> Iterator[StreamEvent]:
        for event in kept:
            if isinstance(event, Exception):
                raise event
            yield event

    return ModelClient(places_in([REGION]), {REGION: begin}, Breakers(BreakersHere()))
