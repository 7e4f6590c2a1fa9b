"""A turn whose answer a model may write, and what was shown of it while it was written."""

import re
from typing import Any, Final

from agents.agent import Agent
from agents.response import load, load_writer
from agents.response.emit import Emit
from agents.response.write import NOT_ANSWERED
from contracts.findings.knowledge import Passage
from contracts.findings.response import ResponseFinding
from contracts.models import ModelPolicy
from contracts.turn import AgentTask
from models.client import ModelClient
from tests.unit.builders import intent, knowledge, passage, person, routing, sentiment, task

ALWAYS: Final = ModelPolicy(response="always")
BEGINS: Final = "The red brake light means a fault. [1]"
GOES_ON: Final = "If it stays on, stop as soon as it is safe. [1]"
GOOD: Final = f"{BEGINS} {GOES_ON}"
NO_ANSWER: Final[dict[str, Any]] = {"calls": [{"name": NOT_ANSWERED.name, "arguments": {}}]}


def asking(text: str = "What does the red brake light mean?", *passages: Passage, **changes: Any) -> AgentTask:
    """A harmless question that passages answer."""
    values: dict[str, Any] = {
        "routing": routing("passages", "answer", None),
        "intent": intent(),
        "sentiment": sentiment(),
        "knowledge": knowledge(*(passages or (passage(),))),
        "models": ALWAYS,
        "conversation_id": "c1",
        "turn_id": "t1",
    }
    return task(text, **(values | changes))


def by_name() -> AgentTask:
    """The same of somebody whose name stands before the answer."""
    return asking(personalization=person())


def _reply(agent: Agent, given: AgentTask) -> ResponseFinding:
    found = agent(given)
    assert isinstance(found, ResponseFinding)
    return found


class Told:
    """The reply of a turn, and the pieces that were shown before it was there; what must hold of any reply holds."""

    def __init__(self, given: AgentTask, client: ModelClient, enough: int = 0) -> None:
        """`enough` is the number of pieces after which nobody wants more; 0: the whole."""
        self.shown = list[str]()
        emit = Emit(self._show, lambda task: not enough or len(self.shown) < enough)
        self.reply, self.fast = load_writer(client)(given, emit), _reply(load(), given)
        assert self.reply.text.startswith("".join(self.shown)), ("".join(self.shown), self.reply.text)
        markers = sorted({int(number) for number in re.findall(r"\[(\d+)\]", self.reply.text)})
        assert markers == [citation.marker for citation in self.reply.citations]
        assert self.reply.text.strip()
        assert not re.search(r"\[\d+\]", self.reply.speech)

    def _show(self, task: AgentTask, place: int, text: str) -> None:
        assert place == len(self.shown)
        assert text
        self.shown.append(text)

    @property
    def rest(self) -> str:
        """What the best passage says beside `BEGINS`."""
        return self.fast.text.removeprefix(BEGINS.removesuffix("[1]"))

    @property
    def is_fast(self) -> bool:
        """Whether it is the fast path's reply, but for what was spent in vain."""
        return self.reply == self.fast.changed(tokens=self.reply.tokens, cost_usd=self.reply.cost_usd)
