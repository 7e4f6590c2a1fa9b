"""Citation markers in a sentence: "[1]" stands for the first passage."""

import re
from collections.abc import Collection
from typing import Final

_MARKER: Final = re.compile(r"\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\]")
_WITH_BLANKS: Final = re.compile(r"[ \t]*\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\]")
_DASH: Final = re.compile(r"^\s*[-–*•]\s")
_ITEM: Final = re.compile(r"\s*(?:\d{1,3}[.)]|[-–•*])\s+")
_DIGITS: Final = re.compile(r"\d+")


def cited(sentence: str) -> tuple[int, ...]:
    """Return the numbers of the passages that a sentence cites, in their order."""
    return tuple(dict.fromkeys(int(one) for group in _MARKER.findall(sentence) for one in _DIGITS.findall(group)))


def with_known_markers(sentence: str, known: Collection[int]) -> str:
    """Return the sentence without markers of passages that are not there; all else stays."""

    def kept(found: re.Match[str]) -> str:
        numbers = [one for one in _DIGITS.findall(found[1]) if int(one) in known]
        if len(numbers) == len(_DIGITS.findall(found[1])):
            return found.group()
        blanks = found.group().partition("[")[0]
        return f"{blanks}[{', '.join(numbers)}]" if numbers else ""

    return _WITH_BLANKS.sub(kept, sentence)


def with_marker(sentence: str, number: int) -> str:
    """Return the sentence with a marker at its end, before the blanks that follow it."""
    text = sentence.rstrip()
    return f"{text} [{number}]{sentence[len(text) :]}"


def is_item(sentence: str) -> bool:
    """Return whether a sentence is an item of a list, or a step."""
    return _ITEM.match(sentence) is not None


def without_item_mark(sentence: str) -> str:
    """Return an item or a step without its dash or number; any other sentence as it is."""
    mark = _ITEM.match(sentence)
    return sentence[mark.end() :] if mark else sentence


def bare(sentence: str) -> str:
    """Return what a sentence says: without markers, blanks around it, and the dash of an item.

    The number of a step stays: "12. Mai" begins with a day.
    """
    return _DASH.sub("", _WITH_BLANKS.sub("", sentence)).strip()
