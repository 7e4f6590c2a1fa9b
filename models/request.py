"""What a model is asked, and what it answered."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from contracts.base import Strict

Author = Literal["user", "assistant"]
Ending = Literal["finished", "length", "refused", "unknown"]
"""How an answer ended by the model's own word: it had said all, reached `max_tokens`, would not answer, or gave a
reason that this version does not know."""


class Message(Strict):
    """One message of the dialogue with the model."""

    author: Author
    text: str = Field(min_length=1)


class Tool(Strict):
    """Something the model may call instead of writing text."""

    name: str
    description: str
    arguments: Mapping[str, Any]
    """JSON schema of what it is called with."""


class ToolCall(Strict):
    """The model called a tool. `arguments` is the JSON it wrote, which may be malformed."""

    name: str
    arguments: str


class Asking(Strict):
    """Who asks a model, and about which turn."""

    purpose: str
    """Which agent asks."""
    prompt: str = ""
    """Name and version of the prompt; empty where there is none."""
    conversation_id: str = ""
    turn_id: str = ""
    trace_id: str = ""


class ModelRequest(Asking):
    """A request, whichever model answers it."""

    prompt: str
    """Name and version of its prompt."""
    system: str
    """The part that is the same in every turn: a model that caches prompts is told to cache it."""
    messages: tuple[Message, ...]
    tools: tuple[Tool, ...] = ()
    forced: str | None = None
    """The tool that must be called."""
    max_tokens: int = Field(gt=0)
    """Always set: unset, Bedrock reserves the model's maximum of the account's quota, and throttles."""
    may_leave_home: bool = False
    """Whether a model may be asked wherever in the world there is room."""
    budget_usd: float | None = Field(default=None, ge=0)
    """The most that all tries together may cost; None: there is no limit."""


class Spent(Strict):
    """What a request cost, all its tries together."""

    tokens: int = 0
    cost_usd: float = 0.0
    estimated: bool = False
    """Whether a call ended before it told its usage."""

    def and_(self, other: "Spent") -> "Spent":
        """Return the sum of both."""
        return Spent(
            tokens=self.tokens + other.tokens,
            cost_usd=self.cost_usd + other.cost_usd,
            estimated=self.estimated or other.estimated,
        )


class Completion(Strict):
    """A whole answer."""

    model: str
    """Id of the model or profile that answered."""
    text: str
    calls: tuple[ToolCall, ...] = ()
    ending: Ending
    spent: Spent
