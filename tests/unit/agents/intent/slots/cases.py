"""Sentences and the slots they hold, read on Saturday 21 November 2026. All synthetic."""

import json
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from agents.intent.slots import find_slots

FILE: Final = Path(__file__).with_name("cases.jsonl")
TODAY: Final = date(2026, 11, 21)

Named = tuple[str, str, str]
"""Type, text and value of a slot."""


class Case(NamedTuple):
    """A sentence of one language and what it names."""

    text: str
    language: str
    slots: list[Named]


def read_cases() -> list[Case]:
    """Every case of `cases.jsonl`."""
    rows = (json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines())
    return [
        Case(row["text"], row["language"], [(slot["type"], slot["text"], slot["value"]) for slot in row["slots"]])
        for row in rows
    ]


def named(text: str, language: str = "en", today: date = TODAY) -> list[Named]:
    """What is found, in order."""
    return [(slot.type, slot.text, slot.value) for slot in find_slots(text, language, today)]


def values(kind: str, text: str, language: str = "en", today: date = TODAY) -> list[str]:
    """The values of one type, in order."""
    return [value for found, _, value in named(text, language, today) if found == kind]
