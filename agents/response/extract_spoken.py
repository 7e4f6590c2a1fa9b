"""Extractive answers for a voice: short, in sentences, and with every warning."""

import re
from collections.abc import Sequence, Set
from typing import Final, NamedTuple

from agents.response.extract import LISTED, Said, answering, length, likeness, rows_named
from agents.response.grounding.stance import warns
from agents.response.read_aloud import as_sentence, ended
from contracts.findings.knowledge import Passage
from knowledge.units import ITEM

_NUMBER: Final = re.compile(r"\d{1,3}[.)] ")


class Spoken(NamedTuple):
    """The part of a passage that is said."""

    text: str
    goes_on: bool
    """Whether steps, items or rows are left out: who hears the others has to know that there are more."""


def extract_spoken(question: str, passage: Passage, most: int, for_more: int = 0) -> Spoken:
    """The part of a passage that answers, of what a screen would show: all of it if it is short, else the best run.

    A warning is said wherever it stands, and so are the rows that the question names, such as those of a model; no step
    before one that is said is left out. Longer than `most` characters is only what has to be said whole: these with the
    steps before them, and one sentence beside them. `for_more` characters are kept free where a list or table goes on.
    """
    units = answering(question, passage)
    said = _in_sentences(units)
    if length(said) - 1 > most:
        said = _in_sentences(rows_named(question, units))
    if length(said) - 1 <= most:
        return Spoken(_joined(said), goes_on=False)
    warnings = {place for place, unit in enumerate(said) if warns(unit.text, passage.language)}
    rows = {place for place, unit in enumerate(said) if unit.kind == "row"}
    always = warnings | (rows if len(rows) < sum(unit.kind == "row" for unit in passage.units) else set[int]())
    for room in (most, most - for_more):
        runs = [_run_beside(always, said, start, room) for start in range(len(said))]
        best = max(runs, key=lambda run: likeness(question, passage, [said[place] for place in run]))
        goes_on = any(unit.kind in LISTED for place, unit in enumerate(said) if place not in best)
        if not goes_on:
            break
    return Spoken(_joined([said[place] for place in best]), goes_on)


def _in_sentences(units: Sequence[Said]) -> list[Said]:
    return [unit._replace(text=as_sentence(_without_mark(unit))) for unit in units]


def _without_mark(unit: Said) -> str:
    """What a unit says, without the mark of a list. Behind the name of a row a voice needs a pause."""
    match unit.kind:
        case "step":
            return _NUMBER.sub("", unit.text, count=1)
        case "row":
            return unit.text.removeprefix(ITEM).replace(f" {ITEM}", ", ", 1)
        case _:
            return unit.text.removeprefix(ITEM)


def _run_beside(always: Set[int], units: Sequence[Said], start: int, most: int) -> list[int]:
    """The places of what is said always and of a run that begins at `start`, as long as it fits beside that."""
    kept = _with_steps_before({*always, start}, units)
    for place in range(start + 1, len(units)):
        longer = _with_steps_before({*kept, place}, units)
        if length([units[one] for one in longer]) - 1 > most:
            break
        kept = longer
    return sorted(kept)


def _with_steps_before(places: Set[int], units: Sequence[Said]) -> Set[int]:
    """The places, and those of the steps of a list before a step among them."""
    kept = set(places)
    for place in range(len(units) - 1, 0, -1):
        if place in kept and units[place].kind == "step" == units[place - 1].kind:
            kept.add(place - 1)
    return kept


def _joined(units: Sequence[Said]) -> str:
    return ended(" ".join(unit.text for unit in units))
