"""Cutting a stream of text into sentences, each as soon as it is complete.

    stream = SentenceStream()
    stream.feed("Use 2.2 b")           []
    stream.feed("ar. [1] Th")          ["Use 2.2 bar. [1] "]
    stream.end()                       ["Th"]

All pieces joined are the text. Where it ends depends on the text alone, never on how it arrived: an end counts once
it is known what stands behind it, since a citation marker belongs to the sentence before.
"""

import re
from functools import cache
from typing import Final

from languages.normalise import LIKE
from languages.topic import merged, words_of_all
from languages.topics.abbreviations import Abbreviations

_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s|\[\d)|\n")
"""Where a sentence may end. Points in numbers, times and addresses have no blank behind them."""
_MARKERS: Final = re.compile(r"(?:\s*\[(?:\d{1,2}(?:\s*,\s*\d{1,2})*)?\][.,;]?)*\s*")
"""Markers behind the end, empty ones too, and the blanks after it."""
_HALF_A_MARKER: Final = re.compile(r"\[[\d,\s]*$")
_LIST_NUMBER: Final = re.compile(r"(?:^|\n)[ \t]*(?:[-*•–] )?\d{1,3}\.$")
_ORDINAL: Final = re.compile(r"(?:^|[\s(])\d{1,2}\.$")
"""A small number with a point may be an ordinal ("am 3. Mai"), and goes on."""
_INITIAL: Final = re.compile(r"(?<![\w'’./°-])(?<!\d\s)[^\W\d_]\.$")
"""One letter with a point, if it is no unit: "J. Smith", "z. B."."""
_GOES_ON: Final = re.compile(r"[a-zß-öø-ÿ,;:)%/]")
"""What no sentence begins with."""
_LIKE: Final = str.maketrans({char: plain for char, plain in LIKE.items() if plain in "' -"})


class SentenceStream:
    """One reply as it is written."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, text: str) -> list[str]:
        """Return the sentences that are complete with this text, markers and blanks included."""
        self._rest += text
        return self._taken(final=False)

    def end(self) -> list[str]:
        """Return what is left when no more text comes."""
        pieces = self._taken(final=True)
        rest, self._rest = self._rest, ""
        return [*pieces, rest] if rest else pieces

    def _taken(self, *, final: bool) -> list[str]:
        pieces = list[str]()
        while end := _first_end(self._rest, final=final):
            pieces.append(self._rest[:end])
            self._rest = self._rest[end:]
        return pieces


def holds_a_sentence(text: str) -> bool:
    """Return whether a text that goes on holds a whole sentence by now."""
    return _first_end(text, final=False) is not None


def sentences(text: str) -> list[str]:
    """Return the sentences of a whole text."""
    stream = SentenceStream()
    return [*stream.feed(text), *stream.end()]


def _first_end(text: str, *, final: bool) -> int | None:
    """Where the first sentence ends, with what belongs to it; None while that is open, or where nothing follows."""
    for found in _END.finditer(text):
        if not text[: found.start()].strip():
            continue
        after = _MARKERS.match(text, found.end())
        end = after.end() if after else found.end()
        if end == len(text) or _HALF_A_MARKER.match(text, end):
            return None if not final or end == len(text) else end
        if found.group() == "\n" or "\n" in text[found.end() : end] or _ends(text, found, end):
            return end
    return None


def _ends(text: str, found: re.Match[str], following: int) -> bool:
    """Whether a sentence ends with the match, given where the text goes on."""
    before = text[: found.end()]
    if not found.group().startswith(".") or found.group().startswith(".."):
        return not _GOES_ON.match(text, following)
    if _GOES_ON.match(text, following) or _LIST_NUMBER.search(before) or _ORDINAL.search(before):
        return False
    if _INITIAL.search(before):
        return False
    always, before_numbers = _abbreviations()
    plain = before.translate(_LIKE).lower()
    return not always.search(plain) and not (text[following].isdigit() and before_numbers.search(plain))


@cache
def _abbreviations() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = words_of_all(Abbreviations)
    return _at_the_end(merged(each.always for each in words)), _at_the_end(
        merged(each.before_numbers for each in words)
    )


def _at_the_end(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./])(?:{'|'.join(map(re.escape, abbreviations))})\.$")
