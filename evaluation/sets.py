"""The evaluation sets: real ones first, and those written for this project, which are called synthetic."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from evaluation.near import unseen
from training.intent.examples import read_clinc, training_examples
from training.sentiment.danger import written_pairs
from training.tweets import EMOTIONS, FOLDERS, SENTIMENTS, read_labelled

WRITTEN: Final = Path(__file__).with_name("data")


class Row(NamedTuple):
    """A message and what is right about it."""

    text: str
    language: str
    expected: str
    before: tuple[str, ...] = ()
    """The customer's messages before it."""


class Cut(NamedTuple):
    """A held-out set, and how many of its rows were left out as nearly the same as one trained on."""

    rows: list[Row]
    left_out: int


def cut(rows: Sequence[Row], trained: Sequence[str]) -> Cut:
    """A held-out set without near-duplicates of what was trained on."""
    kept = unseen(rows, lambda row: row.text, trained)
    return Cut(kept, len(rows) - len(kept))


def clinc() -> Cut:
    """Real: the validation part of CLINC150, English."""
    rows = [Row(example.text, "en", example.intent) for example in read_clinc("validation")]
    return cut(rows, [example.text for example in training_examples()])


def written_intents() -> Cut:
    """Synthetic: all intents in four languages, written apart from the examples."""
    rows = [Row(line["text"], line["language"], line["intent"]) for line in lines("intents.jsonl")]
    return cut(rows, [example.text for example in training_examples()])


def handbook() -> Cut:
    """Synthetic: questions about the demo handbook, with the section that answers."""
    return Cut([Row(line["text"], line["language"], line["passage"]) for line in lines("handbook.jsonl")], 0)


def handbook_in_context(kind: str) -> Cut:
    """Synthetic: a further question after one about the demo handbook: a `follow_up`, or a `new` one."""
    rows = [
        Row(line["text"], line["language"], line["passage"], (line["before"],))
        for line in lines("handbook_in_context.jsonl")
        if line["kind"] == kind
    ]
    return Cut(rows, 0)


def in_context() -> Cut:
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
    return Cut(rows, 0)


def tweets(data: Path, language: str) -> Cut:
    """Real: the validation part of the tweets of one language."""
    folder = data / FOLDERS[language]
    found = read_labelled(folder, "val", SENTIMENTS)
    trained = [text for text, _ in read_labelled(folder, "train", SENTIMENTS)]
    return cut([Row(text, language, label) for text, label in found], trained)


def emotions(data: Path) -> Cut:
    """Real: the validation part of the emotion tweets, English."""
    trained = [text for text, _ in read_labelled(data / "emotion", "train", EMOTIONS)]
    return cut(
        [Row(text, "en", label) for text, label in read_labelled(data / "emotion", "val", EMOTIONS)],
        trained,
    )


def dangers() -> Cut:
    """Synthetic: danger and its look-alikes in four languages, written apart from the examples."""
    rows = [
        Row(line["text"], line["language"], "danger" if line["danger"] else "harmless")
        for line in lines("danger.jsonl")
    ]
    return cut(rows, [text for text, _ in written_pairs()] + [example.text for example in training_examples()])


def lines(name: str) -> list[dict[str, Any]]:
    """The objects of one of the written sets."""
    return [json.loads(line) for line in (WRITTEN / name).read_text(encoding="utf-8").splitlines()]
