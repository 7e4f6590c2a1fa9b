"""Ordinary messages by source: whoever is told to call an ambulance there was alarmed for nothing.

A handful of the real ones may truly be about a danger; they are counted as false alarms all the same.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from contracts.policy import MAX_TEXT_CHARS
from evaluation import sets
from evaluation.results import Origin
from languages.phrases import Phrases
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from training.intent.examples import read_clinc
from training.tweets import FOLDERS, SENTIMENTS, read_labelled

PRESIDIO: Final = 1_000
"""Sentences of presidio-research that are read, the first ones."""
XQUAD: Final = ("en", "de", "es")
HELP: Final = ("emergency", "roadside_assistance")
"""Intents that are left out: who has them may be in danger."""


class Source(NamedTuple):
    """Where messages come from."""

    name: str
    origin: Origin
    texts: list[str]


def sources(data: Path | None) -> Iterator[Source]:
    """Yield every source; those of others that may not be part of the project only where `data` is given."""
    clinc = read_clinc("validation")
    yield Source("CLINC150, in scope", "real", [row.text for row in clinc if row.intent != "out_of_scope"])
    yield Source("CLINC150, out of scope", "real", [row.text for row in clinc if row.intent == "out_of_scope"])
    if data is not None:
        yield from _of_others(data)
    yield Source("the widget's buttons and suggestions", "synthetic", buttons())
    intents = [row for row in sets.lines("intents.jsonl") if row["intent"] not in HELP]
    yield Source("messages of all other intents", "synthetic", [row["text"] for row in intents])
    for name in ("handbook.jsonl", "slots.jsonl", "language.jsonl"):
        yield Source(name.removesuffix(".jsonl"), "synthetic", [row["text"] for row in sets.lines(name)])
    for kind in ("ordinary", "ordinary_long", "hard_negative"):
        rows = [row for row in sets.lines("danger.jsonl") if row["kind"] == kind]
        yield Source(f"danger, {kind.replace('_', ' ')}", "synthetic", [row["text"] for row in rows])


def buttons() -> list[str]:
    """Return what the widget offers to be sent, in every language, but for the emergency."""
    phrases = (words_of(Phrases, language) for language in SERVED_LANGUAGES)
    return [text for each in phrases for intent, text in each.intents.items() if intent != "emergency"]


def _of_others(data: Path) -> Iterator[Source]:
    for language, folder in FOLDERS.items():
        tweets = read_labelled(data / "sentiment" / folder, "val", SENTIMENTS)
        for mood, wanted in (("negative", ("negative",)), ("not negative", ("neutral", "positive"))):
            yield Source(f"tweets, {language}, {mood}", "real", [text for text, label in tweets if label in wanted])
    rows = json.loads((data / "pii" / "presidio_train.json").read_text(encoding="utf-8"))[:PRESIDIO]
    yield Source("presidio", "synthetic", [row["full_text"][:MAX_TEXT_CHARS] for row in rows])
    for language in XQUAD:
        yield Source(f"XQuAD, {language}", "real", questions(data, language))


def questions(data: Path, language: str) -> list[str]:
    """Return the questions of XQuAD in one language."""
    lines = (data / "retrieval" / language / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]
