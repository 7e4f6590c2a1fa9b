"""Turns while the first model of the chain fails: how many are answered, how fast, and by whom.

python -m tests.bench.failing_models    # as the benchmark runs it, in a process of its own whose log is not shown
"""

import asyncio
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from random import Random
from typing import Any, Final, NamedTuple

from agents.response.emit import Emit
from contracts.deadline import within
from contracts.models import ModelPolicy
from contracts.turn import AgentName, AgentTask, TurnAnswer, TurnRequest
from conversations.policy import STORING_SECONDS, TURN_SECONDS
from conversations.task import Turn, task_for
from encoder import Encoder
from encoder.local import LocalEncoder
from evaluation.scripted.play import demo_supervisor, session_of
from evaluation.scripted.script import Script, ScriptedTurn
from graph.supervisor import Supervisor
from graph.understand import UNDERSTAND
from models.breaker import Breakers, BreakersHere
from models.client import ModelClient
from models.metering import ANSWERED, Call
from models.places import places_in
from models.request import ModelRequest
from models.stream import bedrock_streams
from tests.bench.double import MADE_UP, SHARED, Double, running_double
from tests.bench.fresh import in_fresh_process
from tests.bench.progress import counting, say
from tests.bench.questions import headings
from tests.bench.report import percentiles, rounded, table
from tests.bench.streaming import EACH_MS

REGION: Final = "eu-central-1"
FIRST_MS: Final = 200
TURNS: Final = 40
"""Turns of each row."""
BUDGET_SECONDS: Final = TURN_SECONDS - STORING_SECONDS
"""What agents and models of a turn have together."""
LONGEST_BYTES: Final = 9_000
"""A little more than a whole stream has."""
INTRODUCTION: Final = f"""## Models that fail

Turns in process, supervisor and agents, while the first model of the chain fails in one way and the others are sound: a
first word after {FIRST_MS} ms, then one each {EACH_MS} ms. Questions of the demo handbook, each in a conversation of
its own; half of them are in doubt, so that a model is asked twice: what they mean, and for the reply. "Goes on": turns
come one after the other, and three failures open the model's breaker. "Each anew": no turn knows of the one before, as
in the first moments of an outage. A turn counts as answered if its reply is made within the {BUDGET_SECONDS:.0f} s that
agents and models have together. {SHARED}
"""
HEAD: Final = (
    "the first model",
    "turns",
    "answered in time",
    "p50, ms",
    "p95, ms",
    "slowest, ms",
    "by the first model",
    "by the next",
    "by the fast path",
    "of all, a part",
    "not understood by a model",
)
ANSWERED_IN_TIME: Final = HEAD.index("answered in time")


class Fault(NamedTuple):
    """A way to fail."""

    name: str
    draw: Callable[[Random], Mapping[str, Any]]
    """What the double does with the next call of the first model (docs/bedrock.md)."""


SOUND: Final = Fault("is sound", lambda _: {})
FAULTS: Final = (
    Fault("fails always", lambda _: {"error": "ServiceUnavailableException"}),
    Fault(
        "fails at 30 % of calls",
        lambda random: {"error": "ServiceUnavailableException"} if random.random() < 0.3 else {},
    ),
    Fault("hangs", lambda _: {"silent_s": 2 * BUDGET_SECONDS}),
    Fault("is cut somewhere", lambda random: {"cut_at": random.randrange(LONGEST_BYTES)}),
)


class Taken(NamedTuple):
    """A turn."""

    ms: float
    answer: TurnAnswer
    calls: Sequence[tuple[ModelRequest, Call]]
    shown: bool
    """Whether words of a model were shown."""

    @property
    def by(self) -> str:
        """The id of the model whose words the reply begins with; "" where none wrote."""
        return (
            [call.model for request, call in self.calls if request.purpose == AgentName.RESPONSE][-1]
            if self.shown
            else ""
        )

    @property
    def in_part(self) -> bool:
        """Whether the model did not come to its end."""
        return self.shown and self.calls[-1][1].outcome != ANSWERED

    @property
    def in_time(self) -> bool:
        """Whether there is a reply within the turn's budget."""
        return bool(self.answer.reply.text) and self.ms < BUDGET_SECONDS * 1000


class Desk:
    """Takes turns in this process, with models of its own and what they did."""

    def __init__(self, encoder: Encoder) -> None:
        self._calls = list[tuple[ModelRequest, Call]]()
        self._shown = 0
        streams = {REGION: bedrock_streams(REGION)}
        client = ModelClient(places_in([REGION]), streams, Breakers(BreakersHere()), self._meter)
        self._supervisor: Supervisor = demo_supervisor(
            encoder, client, Emit(show=self._show, is_wanted=lambda task: True)
        )

    def take(self, text: str) -> Taken:
        """Take a turn in a conversation of its own."""
        self._calls, self._shown = [], 0
        task, started = task_of(text), time.perf_counter()
        answer = asyncio.run(self._answer(task))
        return Taken((time.perf_counter() - started) * 1000, answer, self._calls, bool(self._shown))

    async def _answer(self, task: AgentTask) -> TurnAnswer:
        with within(BUDGET_SECONDS):
            return await self._supervisor.answer(task)

    def _meter(self, request: ModelRequest, call: Call) -> None:
        self._calls.append((request, call))

    def _show(self, task: AgentTask, place: int, text: str) -> None:
        self._shown += 1


def task_of(text: str) -> AgentTask:
    """Return the task of a first message to the demo's brand, where models may do as by default."""
    script = Script(name="en-bench", turns=tuple(4 * [ScriptedTurn(say=text, kind="question")]))
    session = session_of(script).changed(models=ModelPolicy())
    return task_for(Turn(script.name, TurnRequest(text=text, client_turn_id="bench"), script.name), session, "bench")


def tables() -> Iterator[str]:
    """One line a fault."""
    rows = in_fresh_process("failing_models")["rows"]
    yield INTRODUCTION
    yield table(HEAD, rows)
    least = min(int(cells[ANSWERED_IN_TIME].rstrip("%")) for cells in rows)
    yield f"\nWhatever the first model does, at least {least}% of the turns are answered in time; the aim is 100%."


def main() -> None:
    """Measure, and print one JSON object."""
    encoder = LocalEncoder()
    with running_double() as double:
        os.environ.update(MADE_UP, AWS_ENDPOINT_URL_BEDROCK_RUNTIME=double.address)
        texts = questions(encoder)
        rows = [row(SOUND.name, taken(SOUND, texts, encoder, double))]
        for fault in FAULTS:
            rows.append(row(f"{fault.name}; goes on", taken(fault, texts, encoder, double)))
            rows.append(row(f"{fault.name}; each anew", taken(fault, texts, encoder, double, anew=True)))
    print(json.dumps({"rows": rows}))


def questions(encoder: Encoder) -> list[str]:
    """Return questions that a model answers, in turn one in doubt and one that is not."""
    tried, desk, told = headings(), Desk(encoder), counting("questions tried")
    sure, doubtful = list[str](), list[str]()
    for number, text in enumerate(tried, start=1):
        turn = desk.take(text)
        if turn.shown:
            (doubtful if any(one.purpose == UNDERSTAND for one, _ in turn.calls) else sure).append(text)
        told(number, len(tried))
    return [text for pair in zip(sure, doubtful, strict=False) for text in pair]


def taken(fault: Fault, texts: Sequence[str], encoder: Encoder, double: Double, *, anew: bool = False) -> list[Taken]:
    """Take the turns of a row; `anew` forgets every breaker before each."""
    say(f"the first model {fault.name}{', each turn anew' if anew else ''}")
    double.script(*rules(fault))
    desk, found = Desk(encoder), list[Taken]()
    for text in islice(cycle(texts), TURNS):
        desk = Desk(encoder) if anew else desk
        found.append(desk.take(text))
    return found


def rules(fault: Fault) -> Iterator[dict[str, Any]]:
    """Yield a rule for each call of the first model, drawn the same way in every run, and one for the others."""
    random, pace = Random(1), {"first_ms": FIRST_MS, "each_ms": EACH_MS}  # noqa: S311 - a sample, no secret
    first = places_in([REGION])[0].served.offer.id
    for _ in range(4 * TURNS):  # no turn asks one model more often
        yield {"when": {"model": first}, "times": 1, "then": {**pace, **fault.draw(random)}}
    yield {"then": pace}


def row(name: str, turns: Sequence[Taken]) -> list[str]:
    """Return the line of a fault."""
    first = places_in([REGION])[0].served.offer.id
    times = [turn.ms for turn in turns]
    return [
        name,
        str(len(turns)),
        f"{sum(turn.in_time for turn in turns) / len(turns):.0%}",
        *percentiles(times)[:2],
        rounded(max(times)),
        str(sum(turn.by == first for turn in turns)),
        str(sum(turn.by not in ("", first) for turn in turns)),
        str(sum(not turn.by for turn in turns)),
        str(sum(turn.in_part for turn in turns)),
        str(sum(any(one.agent == UNDERSTAND for one in turn.answer.missing) for turn in turns)),
    ]


if __name__ == "__main__":
    main()
