"""Cut a text into tokens for the tagger. What rules have found already is one token, such as `<phone>`."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from privacy.mask import TOKEN
from privacy.spans import Span

WORD: Final = re.compile(r"[^\W_]+|[^\w\s]|_")
LINE_MARKS: Final = frozenset(">?*•|#·")
"""What quoted mails and lists put before a line: no token there, so that their lines look like any others."""
LONGEST_WORD: Final = 40
"""Longer stretches without a gap are no names; only their first characters become features."""


class Token(NamedTuple):
    """A word, a number, a sign, or a stretch that a rule found already."""

    start: int
    end: int
    text: str
    by_rule: bool
    breaks: bool
    """A line ends before it."""


def tokenize(text: str, found: Sequence[Span] = ()) -> list[Token]:
    """Tokens in order. A masked value (`<phone-1>`) looks like a span that was found: masking twice changes nothing."""
    stretches = [(span.start, span.end, f"<{span.type}>") for span in found]
    if "<" in text:
        masked = ((m.start(), m.end(), m.group().rpartition("-")[0] + ">") for m in TOKEN.finditer(text))
        stretches = sorted([*stretches, *masked])
    tokens: list[Token] = []
    at = 0
    for start, end, name in stretches:
        if start >= at:
            _cut(text, at, start, tokens)
            tokens.append(Token(start, end, name, by_rule=True, breaks="\n" in text[_end(tokens) : start]))
            at = end
    _cut(text, at, len(text), tokens)
    return tokens


def _cut(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in WORD.finditer(text, start, end):
        breaks = "\n" in text[_end(tokens) : match.start()]
        if match.group() in LINE_MARKS and (breaks or not tokens):
            continue
        tokens.append(Token(match.start(), match.end(), match.group()[:LONGEST_WORD], by_rule=False, breaks=breaks))


def _end(tokens: list[Token]) -> int:
    return tokens[-1].end if tokens else 0
