"""Single messages with a label, set by set, as each mode understands them.

Tweets are not among them: the head for moods that ships has learned from all of them (`evaluation/moods.py` judges them
by heads that have not).
"""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from agents.__main__ import demo_index
from contracts.models import ModelPolicy
from contracts.turn import TurnAnswer
from encoder import Encoder
from evaluation import sets
from evaluation.markdown import table
from evaluation.measures import accuracy, figure, judged
from evaluation.replay.recorded import Conversation, RecordedTurn
from evaluation.replay.run import answers
from evaluation.results import Origin
from evaluation.scripted.play import demo_supervisor
from evaluation.sets import Row
from evaluation.with_models.bedrock import client_in
from evaluation.with_models.metered import Meter
from evaluation.with_models.modes import MODES
from knowledge.translations import originals

ROWS: Final = 100
"""Rows of each set, drawn once and for all modes: enough for an interval of 0.1, and some cents."""
_THOUSAND: Final = 1_000
Reading = Callable[[TurnAnswer], str]


class Labelled(NamedTuple):
    """A set, and how what it expects is read off an answer."""

    name: str
    origin: Origin
    rows: Sequence[Row]
    read: Reading


def labelled_sets(encoder: Encoder, most: int = ROWS) -> list[Labelled]:
    """Return the sets, each with no more rows than that."""
    english = originals(demo_index(encoder).passages) | {"": ""}

    def passage(answer: TurnAnswer) -> str:
        return english.get(answer.reply.citations[0].passage_id if answer.reply.citations else "", "")

    every = (
        Labelled("intents, CLINC150", "real", sets.clinc().rows, _intent),
        Labelled("intents, four languages", "synthetic", sets.written_intents().rows, _intent),
        Labelled("intents of follow-ups", "synthetic", sets.in_context().rows, _intent),
        Labelled("danger, four languages", "synthetic", sets.dangers().rows, _danger),
        Labelled("handbook, section quoted", "synthetic", sets.handbook().rows, passage),
        Labelled("customers' questions, section quoted", "synthetic", sets.customers().rows, passage),
    )
    return [one._replace(rows=_drawn(one.rows, most)) for one in every]


def understood(one: Labelled, mode: str, encoder: Encoder, region: str) -> tuple[list[str], Meter]:
    """Return what a mode makes of each row, and the calls that it took. No reply is written."""
    meter = Meter()
    policy: ModelPolicy = MODES[mode].changed(response="off")
    got = answers(map(_conversation, one.rows), demo_supervisor(encoder, client_in(region, meter)), policy)
    return [one.read(turns[-1]) for turns in got], meter


def modes_of_sets(labelled: Sequence[Labelled], encoder: Encoder, region: str, *, quality: bool) -> Iterator[str]:
    """Yield a table of accuracies by set and mode. Without `quality` no model has answered: how often one was asked."""
    modes = [mode for mode in MODES if mode != "default"]  # it differs in who writes
    rows = list[list[str]]()
    for one in labelled:
        cells = [f"{one.name} ({one.origin})", str(len(one.rows))]
        for mode in modes:
            found, meter = understood(one, mode, encoder, region)
            cost = sum(call.cost_usd for call in meter.calls) / len(one.rows) * _THOUSAND
            asked = f"{len(meter.calls) / len(one.rows):.2f} calls"
            right = figure(judged([row.expected for row in one.rows], found, [0.0] * len(found)), accuracy)
            told = f"{right.value:.3f} ({right.low:.2f} to {right.high:.2f}), {cost:.2f} USD"
            cells.append(told if quality else asked)
        rows.append(cells)
    yield table(["set", "rows", *modes], rows)
    if quality:
        yield "Share that is right, with its 95 % interval, and US dollars for 1,000 messages. No reply was written."


def _drawn(rows: Sequence[Row], most: int) -> Sequence[Row]:
    return rows if len(rows) <= most else random.Random(0).sample(list(rows), most)  # noqa: S311 - the same at every run


def _conversation(row: Row) -> Conversation:
    turns = tuple(RecordedTurn(text=text) for text in (*row.before, row.text))
    return Conversation(name=row.text, language=row.language, turns=turns)


def _intent(answer: TurnAnswer) -> str:
    return answer.findings.intent.intent if answer.findings.intent else ""


def _danger(answer: TurnAnswer) -> str:
    return "danger" if answer.route.kind == "emergency" else "harmless"
