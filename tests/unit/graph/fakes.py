"""A dispatch that behaves as each test wants, and remembers what it was asked."""

import asyncio
from collections.abc import Mapping
from typing import Any, Literal

from contracts.errors import AgentFailed
from contracts.findings.finding import Finding
from contracts.turn import AgentName, AgentTask
from encoder.protocol import Layers, Matrix
from graph.dispatch import read_finding
from tests.unit import builders

Trouble = Literal["slow", "throws", "fails", "nonsense"]
ANSWERS: Mapping[AgentName, Finding] = {
    AgentName.INTENT: builders.intent(),
    AgentName.SENTIMENT: builders.sentiment(),
    AgentName.KNOWLEDGE: builders.knowledge(builders.passage()),
    AgentName.PERSONALIZATION: builders.person(),
    AgentName.ROUTING: builders.routing("passages", "answer", None),
    AgentName.RESPONSE: builders.response("It means a fault. [1]"),
}
SLOW_SECONDS = 0.2


class FakeDispatch:
    """Answers from a table; agents named in `trouble` are late, throw, fail, or answer nonsense."""

    def __init__(self, trouble: Mapping[AgentName, Trouble] | None = None, **answers: Finding) -> None:
        self._trouble = dict(trouble or {})
        self._answers = {**ANSWERS, **{AgentName(name): finding for name, finding in answers.items()}}
        self.asked: dict[AgentName, AgentTask] = {}

    async def __call__(self, agent: AgentName, task: AgentTask) -> Finding:
        """The finding, or the trouble."""
        self.asked[agent] = task
        match self._trouble.get(agent):
            case "slow":
                await asyncio.sleep(SLOW_SECONDS)
            case "throws":
                raise ZeroDivisionError("secret detail")
            case "fails":
                raise AgentFailed(agent, "TooManyRequestsException")
            case "nonsense":
                return read_finding(agent, b'{"path": "fast", "surprise": 1}')
        return self._answers[agent]


class BrokenEncoder:
    """An encoder whose model is gone."""

    name = "broken"
    layers = 1

    def questions(self, texts: Any) -> Matrix:
        """Fail."""
        raise OSError("model file of broken is gone")

    def layered(self, texts: Any) -> Layers:
        """Fail."""
        raise OSError("model file of broken is gone")

    def passages(self, texts: Any) -> Matrix:
        """Fail."""
        raise OSError("model file of broken is gone")
