"""Extractive answers: only sentences that stand in a passage, cut between sentences."""

import re
from typing import Final

from agents.policy import ANSWER_CHARS
from languages.sentences import QUOTED

_WORD: Final = re.compile(r"\w{3,}")
_ITEM: Final = "– "
_LIST_ITEM: Final = re.compile(rf"\d+\.\s|{_ITEM}")
_MARKS: Final = re.compile(r"\*\*|__|`")
_LINK: Final = re.compile(r"\[([^\]]+)\]\((?:[^()]|\([^()]*\))*\)")
_TABLE_RULE: Final = re.compile(r"^\|?[\s:|-]+\|?$")


def plain(markdown: str) -> str:
    """Markdown to plain text: marks are dropped, a table row becomes `first – heading: cell; heading: cell`."""
    lines, headings = list[str](), list[str]()
    for raw in _LINK.sub(r"\1", _MARKS.sub("", markdown)).splitlines():
        line = raw.strip()
        if not line.startswith("|"):
            headings = []
            lines.append(re.sub(r"^[-*]\s+", _ITEM, line))
        elif not headings:
            headings = _cells(line)
        elif not _TABLE_RULE.match(line):
            lines.append(_row(headings, _cells(line)))
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]


def _row(headings: list[str], cells: list[str]) -> str:
    first, *rest = cells
    named = [f"{heading}: {cell}" for heading, cell in zip(headings[1:], rest, strict=False)]
    return f"{_ITEM}{first} – {'; '.join(named)}" if named else f"{_ITEM}{first}"


def extract(question: str, passage: str, likest: str = "", most: int = ANSWER_CHARS) -> str:
    """The part of a passage that answers: all of it if it is short, else the run of units that shares most words.

    Words of the question count, and those of `likest`, a part of the passage that means something like it: a question
    in another language shares no word. A unit is a sentence, a step or a table row; the answer is never cut inside one.
    Earlier runs win a tie, since a section states its answer first.
    """
    units = _answer_first(_units(plain(passage)))
    if sum(len(unit) + 1 for unit in units) <= most:
        return _join(units)
    wanted = [_words(question), _words(likest)]
    runs = [_run(units, start, most) for start in range(len(units))]
    return _join(max(runs, key=lambda run: sum(_share(words, _words(" ".join(run))) for words in wanted)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _share(words: set[str], present: set[str]) -> float:
    return len(words & present) / max(1, len(words))


def _answer_first(units: list[str]) -> list[str]:
    """A table or list that stands first moves behind the sentences that say what it means."""
    leading = next((i for i, unit in enumerate(units) if not unit.startswith(_ITEM)), 0)
    return units[leading:] + units[:leading]


def _units(text: str) -> list[str]:
    return [unit for line in text.splitlines() if line for unit in QUOTED.split(line)]


def _run(units: list[str], start: int, most: int) -> list[str]:
    run, length = [units[start]], len(units[start])
    for unit in units[start + 1 :]:
        length += len(unit) + 1
        if length > most:
            break
        run.append(unit)
    return run


def _join(units: list[str]) -> str:
    text, listing = "", False
    for unit in units:
        item = bool(_LIST_ITEM.match(unit))
        separator = "\n" if item else "\n\n" if listing else " "
        text = f"{text}{separator}{unit}" if text else unit
        listing = item
    return text
