"""A reply that a model writes, as a customer sees it over the live channel, beside the model's own pace."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle, islice, product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import numpy as np

from evaluation.chart import MILLISECONDS, Line, interval_chart
from evaluation.measures import Figure
from infra.bedrock.asked import Asked
from infra.bedrock.default_answer import default_reply, forced_tool
from infra.bedrock.reply import words
from infra.local.settings import ROOT, LocalSettings
from tests.bench.double import SHARED, Double
from tests.bench.live_turns import ACCEPTED, DELTA, REPLY, LiveTurn, open_connection, take_turn, take_turns
from tests.bench.progress import counting, say
from tests.bench.questions import headings
from tests.bench.report import percentiles, rounded, table
from tests.bench.running import run_stack
from tests.integration.run import free_ports

FIRST_MS: Final = (0, 200, 800)
"""The double's time to its first word."""
EACH_MS: Final = 15
"""Its time for each further word: some 65 words a second, as small models write."""
CLIENTS: Final = (1, 8)
TURNS: Final = 40
"""Turns of each row."""
SURE, DOUBTFUL = "no", "yes"
"""Whether a model is asked first what the message means."""
AIM_MS: Final = 300
CHART: Final = ROOT / "docs" / "benchmarks-first-words.svg"
TITLE: Final = "Milliseconds to the first words of a reply: dot p50, stroke to p95"
INTRODUCTION: Final = f"""## Replies that a model writes

Questions of the demo handbook (its headings), each in a conversation of its own over a live connection, through the
emulator; the double answers after some time to its first word and then writes a word each {EACH_MS} ms. Milliseconds
since the question was sent. The model's share is reckoned from its script: from its being asked to the end of its
first sentence, and where `understand` asks it first, that call too. The rest of the time to the first words shown
(`delta`) is ours: taking the turn, agents, checking the sentence, the way to the customer. The aim is less than
{AIM_MS} ms at p95. In a turn that is shown whole no piece came before the reply; its first words are the reply's.
{TURNS} turns a row, functions warm. {SHARED}
"""
HEAD: Final = (
    "first word, ms",
    "understands by a model first",
    "clients",
    "accepted p50 / p95",
    "model's share p50",
    "first words shown p50 / p95",
    "ours of it p50 / p95",
    "reply p50 / p95",
    "shown whole",
)


class Pace(NamedTuple):
    """How many words a model writes before a customer can be shown any: of a call that understands, of a sentence."""

    understanding: int
    sentence: int

    def ms(self, first_ms: int) -> float:
        """Return how long that takes by the double's script."""
        return sum(first_ms + EACH_MS * (count - 1) for count in self if count)


class Cell(NamedTuple):
    """The turns of a row."""

    first_ms: int
    doubtful: str
    clients: int
    turns: Sequence[LiveTurn]
    model_ms: Sequence[float]

    def ms(self, frame: str) -> list[float]:
        """Milliseconds to the first frame of a type."""
        return [turn.ms[frame] for turn in self.turns]

    @property
    def words_ms(self) -> list[float]:
        """Milliseconds to the first words that were shown."""
        return [turn.ms.get(DELTA, turn.ms[REPLY]) for turn in self.turns]

    @property
    def ours(self) -> list[float]:
        """Milliseconds until words are shown, beyond what the model takes."""
        return [shown - model for shown, model in zip(self.words_ms, self.model_ms, strict=True)]

    @property
    def row(self) -> list[str]:
        """The line of the table."""
        return [
            str(self.first_ms),
            self.doubtful,
            str(self.clients),
            _p50_p95(self.ms(ACCEPTED)),
            percentiles(self.model_ms)[0],
            _p50_p95(self.words_ms),
            _p50_p95(self.ours),
            _p50_p95(self.ms(REPLY)),
            str(sum(DELTA not in turn.ms for turn in self.turns)),
        ]


def tables(*, update: bool) -> Iterator[str]:
    """Each pace of the double, with one client and with eight; `update` draws the chart anew."""
    yield INTRODUCTION
    cells = measure()
    if update:
        CHART.write_text(chart(cells), encoding="utf-8")
    yield table(HEAD, [cell.row for cell in cells])
    yield f"\n{meaning(cells)}\n\n![{TITLE}]({CHART.name})"


def meaning(cells: Sequence[Cell]) -> str:
    """Return what the table says."""
    worst = {clients: max(_p95(cell.ours) for cell in cells if cell.clients == clients) for clients in CLIENTS}
    said = " and ".join(f"{rounded(ms)} ms with {clients} at once" for clients, ms in worst.items())
    return f"In the slowest row the share that is ours is {said} (p95); the aim is less than {AIM_MS} ms."


def chart(cells: Iterable[Cell]) -> str:
    """Return a picture of the turns in which a model only writes."""
    lines = [
        Line(
            f"first word {cell.first_ms} ms, {cell.clients} at once",
            [Figure(median(ms), median(ms), _p95(ms), TURNS) for ms in (cell.words_ms, cell.model_ms)],
        )
        for cell in cells
        if cell.doubtful == SURE
    ]
    return interval_chart(TITLE, ("first words shown", "model's share"), lines, MILLISECONDS)


def measure() -> list[Cell]:
    """Run a stack with a double, and take the turns of all rows."""
    (port_of_double,) = free_ports(1)
    own = {"BEDROCK": "double", "CURBSIDE_BEDROCK_PORT": str(port_of_double)}
    with TemporaryDirectory() as folder, run_stack(Path(folder), settings=own) as (port, _):
        settings = LocalSettings(CURBSIDE_API_PORT=port, CURBSIDE_STATE=Path(folder))
        double = Double(f"http://127.0.0.1:{port_of_double}")
        paces = paces_of(headings(), settings, double)
        return [cell for clients in CLIENTS for cell in cells_of(clients, paces, settings, double)]


def cells_of(clients: int, paces: Mapping[str, Pace], settings: LocalSettings, double: Double) -> Iterator[Cell]:
    """Yield the rows with so many clients at once, once enough functions are warm."""
    say(f"{clients} at once, whose functions start")
    take_turns(settings, list(islice(paces, TURNS)), clients)
    for first_ms, doubtful in product(FIRST_MS, (SURE, DOUBTFUL)):
        say(f"{clients} at once, first word after {first_ms} ms, understood by a model first: {doubtful}")
        double.script({"then": {"first_ms": first_ms, "each_ms": EACH_MS}})
        texts = [text for text, pace in paces.items() if bool(pace.understanding) is (doubtful == DOUBTFUL)]
        turns = take_turns(settings, list(islice(cycle(texts), TURNS)), clients)
        yield Cell(first_ms, doubtful, clients, turns, [paces[turn.text].ms(first_ms) for turn in turns])


def paces_of(texts: Sequence[str], settings: LocalSettings, double: Double) -> dict[str, Pace]:
    """Ask each question once, and return those that a model answers, with how much it writes."""
    found, told = dict[str, Pace](), counting("questions tried")
    double.asked()
    for number, text in enumerate(texts, start=1):
        with open_connection(settings) as connection:
            answer = take_turn(connection, text).answer
        if pace := pace_of(double.asked(), answer["reply"]["text"]):
            found[text] = pace
        told(number, len(texts))
    return found


def pace_of(asked: Sequence[Asked], reply: str) -> Pace | None:
    """Return how much the double writes where it was asked this; None if it does not write how the reply begins."""
    understanding = [default_reply(one).calls[0].arguments for one in asked if forced_tool(one)]
    writing = [list(default_reply(one).pieces) for one in asked if not forced_tool(one)]
    if len(writing) != 1:
        return None
    end = next((number for number, piece in enumerate(writing[0], start=1) if piece.startswith("[")), 0)
    first_sentence = "".join(writing[0][:end]).strip()
    if not first_sentence or not reply.startswith(first_sentence):
        return None
    return Pace(sum(len(words(one)) for one in understanding), end)


def _p50_p95(times: Sequence[float]) -> str:
    return " / ".join(percentiles(times)[:2])


def _p95(times: Sequence[float]) -> float:
    return float(np.percentile(times, 95))
