"""A message as the rules read it: lower case, no accents, number words as digits; and where each character was."""

import re
from typing import Final, NamedTuple

from languages.normalise import same_length

WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\w\s]+")
O_CLOCK: Final = "o"
"""A zero to text2num, and half of "o'clock"."""


class _Token:
    """A word as text2num wants it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: "_Token") -> bool:
        """Whether a pause lies between two words; only speech knows."""
        return False

    def not_a_number_part(self) -> bool:
        """Whether the word is known to be no number."""
        return False


class Jump(NamedTuple):
    """A number word: where its digits stand in the reading, and where the word stood in the message."""

    plain_start: int
    plain_end: int
    start: int
    end: int


class Reading(NamedTuple):
    """What the grammars of dates, times and mileages match on."""

    text: str
    normalised: str
    """The message in lower case without accents, character for character."""
    plain: str
    """The same with number words as digits: "half past nine" is `half past 9`."""
    jumps: tuple[Jump, ...]

    def where(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the message of a stretch of `plain`. A number word is taken whole."""
        return self._back(start, first=True), self._back(end, first=False)

    def in_words(self, start: int, end: int) -> bool:
        """Whether a stretch of `plain` holds a number that was written as a word."""
        return any(jump.plain_start < end and start < jump.plain_end for jump in self.jumps)

    def _back(self, offset: int, *, first: bool) -> int:
        moved = 0
        for jump in self.jumps:
            if offset < jump.plain_start or (offset == jump.plain_start and first):
                break
            if offset < jump.plain_end or (offset == jump.plain_end and not first):
                return jump.start if offset == jump.plain_start or first else jump.end
            moved = jump.end - jump.plain_end
        return offset + moved


def read(text: str, language: str) -> Reading:
    """Read a message. `language` is one that is served: text2num has its number words."""
    normalised = same_length(text)
    plain, jumps, at, length = [], [], 0, 0
    for start, end, digits in _number_words(text, language):
        plain += [normalised[at:start], digits]
        length += start - at
        jumps.append(Jump(length, length + len(digits), start, end))
        length += len(digits)
        at = end
    return Reading(text, normalised, "".join([*plain, normalised[at:]]), tuple(jumps))


def _number_words(text: str, language: str) -> list[tuple[int, int, str]]:
    """Start, end and digits of every number in words, such as `21st` or `60000`."""
    from text_to_num import find_numbers  # type: ignore[import-untyped]  # it ships no types

    words = list(WORD.finditer(text))
    found = find_numbers([_Token(word.group().lower()) for word in words], language, threshold=0)
    return [
        (words[number.start].start(), words[number.end - 1].end(), same_length(number.text))
        for number in found
        if not words[number.start].group().isdecimal() and words[number.start].group().lower() != O_CLOCK
    ]
