"""Sentences in which what has to be found is marked: `[Anna Weber|person]`. All synthetic, none a template."""

import json
import re
from pathlib import Path
from typing import Final, NamedTuple

from privacy.spans import PiiType, Span

FILE: Final = Path(__file__).with_name("cases.jsonl")
MARK: Final = re.compile(r"\[([^\[\]|]+)\|(\w+)\]")


class Case(NamedTuple):
    """A sentence and the spans that were marked in it."""

    language: str
    text: str
    spans: tuple[Span, ...]


def marked(language: str, sentence: str) -> Case:
    """A case from a sentence with marks."""
    text, spans, at = "", [], 0
    for match in MARK.finditer(sentence):
        text += sentence[at : match.start()]
        spans.append(Span(start=len(text), end=len(text) + len(match[1]), type=PiiType(match[2])))
        text += match[1]
        at = match.end()
    return Case(language, text + sentence[at:], tuple(spans))


def read_cases() -> list[Case]:
    """Every case of `cases.jsonl`."""
    rows = (json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines())
    return [marked(row["language"], row["marked"]) for row in rows]
