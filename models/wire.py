"""Bedrock's Converse API: our request in its words, and its stream of events in ours. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from models.catalogue.chain import Served
from models.catalogue.model import Model
from models.catalogue.price import Usage
from models.policy import THINKING_TOKENS
from models.request import Ending, ModelRequest, ToolCall

_ENDINGS: Final[Mapping[str, Ending]] = {
    "end_turn": "finished",
    "stop_sequence": "finished",
    "tool_use": "finished",
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "content_filtered": "refused",
    "refusal": "refused",
    "guardrail_intervened": "refused",
}
_CACHE_POINT: Final = {"cachePoint": {"type": "default"}}
EFFORT: Final = "low"
"""Replies are short and made of given passages; thinking longer costs the seconds in which a customer waits."""


def converse_arguments(request: ModelRequest, served: Served) -> dict[str, Any]:
    """Return the arguments of `converse_stream` for a request to one model, as far as its abilities go."""
    abilities = served.model.abilities
    cached = [_CACHE_POINT] if "caching" in abilities else []
    thinks = "effort" in abilities
    arguments: dict[str, Any] = {
        "modelId": served.offer.id,
        "system": [{"text": request.system}, *cached],
        "messages": [{"role": one.author, "content": [{"text": one.text}]} for one in request.messages],
        "inferenceConfig": {"maxTokens": most_tokens(request, served.model)},
    }
    if "temperature" in abilities:
        arguments["inferenceConfig"]["temperature"] = 0.0
    if thinks:
        arguments["outputConfig"] = {"effort": EFFORT}
    if request.tools:
        arguments["toolConfig"] = {
            "tools": [
                {
                    "toolSpec": {
                        "name": tool.name,
                        "description": tool.description,
                        "inputSchema": {"json": dict(tool.arguments)},
                    }
                }
                for tool in request.tools
            ],
            "toolChoice": {"tool": {"name": request.forced}} if request.forced else {"auto": {}},
        }
    return arguments


def most_tokens(request: ModelRequest, model: Model) -> int:
    """Return how many tokens a model may write for a request, those of its thinking included."""
    most = request.max_tokens + (THINKING_TOKENS if "effort" in model.abilities else 0)
    return min(most, model.max_output_tokens or most)


class Reading:
    """An answer as it is read, event by event. What this version does not know is passed over."""

    def __init__(self) -> None:
        self._text = list[str]()
        self._calls = dict[int, list[str]]()
        self._stop: str | None = None
        self.began = False
        """Whether the model has begun to work on it."""
        self.usage: Usage | None = None
        """What the call used; None until the last event, which alone tells."""

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._text)

    @property
    def calls(self) -> tuple[ToolCall, ...]:
        """The calls of tools so far."""
        return tuple(ToolCall(name=name, arguments="".join(parts)) for name, *parts in self._calls.values())

    @property
    def written(self) -> str:
        """All that the model has written so far, arguments of tools too."""
        return "".join([self.text, *(call.arguments for call in self.calls)])

    @property
    def ended(self) -> bool:
        """Whether the model has said why it stopped."""
        return self._stop is not None

    @property
    def ending(self) -> Ending:
        """How the answer ended."""
        return _ENDINGS.get(self._stop or "", "unknown")

    def take(self, event: Mapping[str, Any]) -> str:
        """Read one event; returns the text that it adds."""
        self.began = True
        if start := _part(event, "contentBlockStart"):
            if tool := _part(_part(start, "start"), "toolUse"):
                self._calls[start.get("contentBlockIndex", 0)] = [_words(tool, "name")]
        elif block := _part(event, "contentBlockDelta"):
            return self._add(block)
        elif stop := _part(event, "messageStop"):
            self._stop = _words(stop, "stopReason")
        elif usage := _part(_part(event, "metadata"), "usage"):
            self.usage = _usage(usage)
        return ""

    def _add(self, block: Mapping[str, Any]) -> str:
        delta, index = _part(block, "delta"), block.get("contentBlockIndex", 0)
        if index in self._calls:
            self._calls[index].append(_words(_part(delta, "toolUse"), "input"))
        added = _words(delta, "text")
        self._text.append(added)
        return added


def _part(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A structure in an event, empty where there is none: botocore checks names, and hardly any values."""
    found = of.get(name)
    return found if isinstance(found, Mapping) else {}


def _words(of: Mapping[str, Any], name: str) -> str:
    """A text in an event, without halves of characters: JSON can hold them, and no table or connection can."""
    found = of.get(name)
    return found.encode("utf-8", "ignore").decode() if isinstance(found, str) else ""


def _usage(told: Mapping[str, Any]) -> Usage | None:
    """None where it cannot be read: then it is estimated."""
    names = {
        "input_tokens": "inputTokens",
        "output_tokens": "outputTokens",
        "cache_read_tokens": "cacheReadInputTokens",
        "cache_write_tokens": "cacheWriteInputTokens",
    }
    try:
        return Usage.model_validate({ours: told.get(theirs, 0) for ours, theirs in names.items()})
    except ValidationError:
        return None
