"""Extractive answers: only units of a passage, none cut."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from agents.policy import ANSWER_CHARS, LIST_CHARS
from contracts.findings.knowledge import Passage, UnitKind
from knowledge.models import named

_WORD: Final = re.compile(r"\w{3,}")
LISTED: Final[frozenset[UnitKind]] = frozenset({"item", "row", "step"})
"""Kinds of units of which one left out may be what was asked for."""


class Said(NamedTuple):
    """A unit as it is shown."""

    kind: UnitKind
    text: str


def extract(question: str, passage: Passage, most: int = ANSWER_CHARS) -> str:
    """The part of a passage that answers: all of it if it is short, else the run of units that shares most words.

    Of rows about single models those about others than the question names are left out. Words of the question count,
    and those of the part of the passage that is nearest to it in meaning: a question in another language shares no
    word. Earlier runs win a tie, since a section states its answer first. Of a long table only the rows that the
    question names are kept; a list that still fits a screen is not cut, since the row or the step that is left out may
    be the one asked for.
    """
    return _joined(answering(question, passage, most))


def answering(question: str, passage: Passage, most: int = ANSWER_CHARS) -> list[Said]:
    """The units of which `extract` makes the answer, in its order."""
    units = _of_models_asked(question, passage, _answer_first(_units(passage)))
    if length(units) > most:
        units = rows_named(question, units)
    if length(units) <= (max(most, LIST_CHARS) if any(unit.kind in LISTED for unit in units) else most):
        return units
    runs = [_run(units, start, most) for start in range(len(units))]
    return max(runs, key=lambda run: likeness(question, passage, run))


def likeness(question: str, passage: Passage, units: Sequence[Said]) -> float:
    """How many of the words wanted units hold, 0..2: of the question, and of the part of the passage nearest to it."""
    return sum(_share(_words(wanted), _words_of(units)) for wanted in (question, passage.best_part))


def _of_models_asked(question: str, passage: Passage, units: list[Said]) -> list[Said]:
    """The units without rows that name other models of the passage, and none that the question names."""
    asked = set(named(question, passage.models))
    about = [set(named(unit.text, passage.models)) if unit.kind == "row" else set[str]() for unit in units]
    if not any(asked & models for models in about):
        return units
    return [unit for unit, models in zip(units, about, strict=True) if not models or models & asked]


def rows_named(question: str, units: list[Said]) -> list[Said]:
    """The units without those rows of which others hold more of the question's words, of the words that differ."""
    rows = [_words(unit.text) for unit in units if unit.kind == "row"]
    if not rows:
        return units
    told_apart = _words(question) - rows[0].intersection(*rows)
    most = max(len(row & told_apart) for row in rows)
    return [unit for unit in units if unit.kind != "row" or len(_words(unit.text) & told_apart) == most]


def length(units: Sequence[Said]) -> int:
    """Characters of units that are joined, with a blank behind each."""
    return sum(len(unit.text) + 1 for unit in units)


def _units(passage: Passage) -> list[Said]:
    """What the passage is made of; all of it as one unit if it comes from a version that told no units."""
    return [Said(unit.kind, passage.text[unit.start : unit.end]) for unit in passage.units] or [
        Said("sentence", passage.text)
    ]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _words_of(units: Sequence[Said]) -> set[str]:
    return _words(" ".join(unit.text for unit in units))


def _share(words: set[str], present: set[str]) -> float:
    return len(words & present) / max(1, len(words))


def _answer_first(units: list[Said]) -> list[Said]:
    """A table or list that stands first moves behind the sentences that say what it means."""
    leading = next((place for place, unit in enumerate(units) if unit.kind not in {"item", "row"}), 0)
    return units[leading:] + units[:leading]


def _run(units: Sequence[Said], start: int, most: int) -> list[Said]:
    run, length = [units[start]], len(units[start].text)
    for unit in units[start + 1 :]:
        length += len(unit.text) + 1
        if length > most:
            break
        run.append(unit)
    return run


def _joined(units: Sequence[Said]) -> str:
    text, listing = "", False
    for unit in units:
        listed = unit.kind != "sentence"
        separator = "\n" if listed else "\n\n" if listing else " "
        text = f"{text}{separator}{unit.text}" if text else unit.text
        listing = listed
    return text
