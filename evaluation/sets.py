"""The evaluation sets: real ones first, and those written for this project, which are called synthetic."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from agents.__main__ import DOCUMENTS
from evaluation.near_duplicates import without_near_duplicates
from knowledge.metadata import SIDECAR
from training.intent.examples import read_clinc, training_examples
from training.sentiment.danger import written_pairs
from training.sentiment.denials import said
from training.tweets import FOLDERS, SENTIMENTS, read_labelled

ASKED: Final = "asked"
"""What is right where the reply has to ask back."""
WRITTEN: Final = Path(__file__).with_name("data")


class Row(NamedTuple):
    """A message and what is right about it."""

    text: str
    language: str
    expected: str
    before: tuple[str, ...] = ()
    """The customer's messages before it."""


class HeldOut(NamedTuple):
    """A held-out set, and how many of its rows were left out as nearly the same as one trained on."""

    rows: list[Row]
    left_out: int


def held_out(rows: Sequence[Row], trained: Sequence[str]) -> HeldOut:
    """A held-out set without near-duplicates of what was trained on."""
    kept = without_near_duplicates(rows, lambda row: row.text, trained)
    return HeldOut(kept, len(rows) - len(kept))


def clinc() -> HeldOut:
    """Real: the validation part of CLINC150, English."""
    rows = [Row(example.text, "en", example.intent) for example in read_clinc("validation")]
    return held_out(rows, [example.text for example in training_examples()])


def written_intents() -> HeldOut:
    """Synthetic: all intents in four languages, written apart from the examples."""
    rows = [Row(line["text"], line["language"], line["intent"]) for line in lines("intents.jsonl")]
    return held_out(rows, [example.text for example in training_examples()])


def handbook() -> HeldOut:
    """Synthetic: questions about the demo handbook, with the section that answers."""
    rows = [Row(line["text"], line["language"], line["passage"]) for line in lines("handbook.jsonl")]
    return held_out(rows, beside_pages())


def customers() -> HeldOut:
    """Synthetic: questions by somebody who had read the demo handbook alone; no section where no page answers."""
    rows = [Row(line["text"], line["language"], line["passage"]) for line in lines("customers.jsonl")]
    return held_out(rows, beside_pages())


def handbook_in_context(kind: str) -> HeldOut:
    """Synthetic: a further question after one about the demo handbook: a `follow_up`, or a `new` one."""
    rows = [
        Row(line["text"], line["language"], line["passage"], (line["before"],))
        for line in lines("handbook_in_context.jsonl")
        if line["kind"] == kind
    ]
    return held_out(rows, beside_pages())


@cache
def beside_pages() -> tuple[str, ...]:
    """The questions that stand beside the pages of the demo handbook: what is nearly one of them says little."""
    described = (json.loads(path.read_bytes()) for path in sorted(DOCUMENTS.rglob(f"*{SIDECAR}")))
    asked = (one["metadataAttributes"].get("questions", {}).values() for one in described)
    return tuple(text for sections in asked for texts in sections for text in texts)


def warning_lights(*, told: bool) -> HeldOut:
    """Synthetic: questions about a warning light, with the section of the demo handbook that answers, or `asked`.

    `told`: those that say colour or state, or where nothing hangs on them; else those where it has to be asked back.
    """
    rows = [Row(line["text"], line["language"], line["passage"]) for line in lines("warning_lights.jsonl")]
    return HeldOut([row for row in rows if (row.expected == ASKED) != told], 0)


def in_context() -> HeldOut:
    """Synthetic: short messages that mean what the conversation before them makes them mean."""
    rows = [
        Row(
            line["text"],
            line["language"],
            line["intent"],
            tuple(turn["text"] for turn in line["conversation"] if turn["author"] == "customer"),
        )
        for line in lines("intents_in_context.jsonl")
    ]
    return HeldOut(rows, 0)


def tweets(data: Path, language: str) -> HeldOut:
    """Real: the validation part of the tweets of one language."""
    folder = data / FOLDERS[language]
    found = read_labelled(folder, "val", SENTIMENTS)
    trained = [text for text, _ in read_labelled(folder, "train", SENTIMENTS)]
    return held_out([Row(text, language, label) for text, label in found], trained)


def dangers() -> HeldOut:
    """Synthetic: danger and its look-alikes in four languages, written apart from the examples."""
    rows = [
        Row(line["text"], line["language"], "danger" if line["danger"] else "harmless")
        for line in lines("danger.jsonl")
    ]
    trained = [text for text, _ in written_pairs()] + [one.text for one in said()]
    return held_out(rows, trained + [example.text for example in training_examples()])


def danger_kinds(*, danger: bool) -> list[str]:
    """Synthetic: dangers of many kinds in five languages, or what is said of danger that is past, asked or a figure."""
    return [line["text"] for line in lines("danger_kinds.jsonl") if line["danger"] == danger]


def danger_borders(*, danger: bool) -> list[str]:
    """Synthetic: dangers in five languages, or their harmless twins: steam, a lamp that is out, another's fire."""
    return [line["text"] for line in lines("danger_borders.jsonl") if line["danger"] == danger]


def lines(name: str) -> list[dict[str, Any]]:
    """The objects of one of the written sets."""
    return [json.loads(line) for line in (WRITTEN / name).read_text(encoding="utf-8").splitlines()]
