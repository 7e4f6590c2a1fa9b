"""Which phone number a message asks for. All languages at once."""

import re
from functools import cache
from typing import Final, Literal

from languages.normalise import normalised, same_length
from languages.topic import merged, words_of_all
from languages.topics.numbers_asked import NumbersAsked

NumberAsked = Literal["emergency", "own"]
_ENDS: Final = r"(?=\s*(?:[?.!,;]|\w*\W*$))"
"""After what is asked for at most one word, such as "please": the number "in Italy" is another one than at home."""


def number_asked(text: str) -> NumberAsked | None:
    """The number that a message asks for, or names and says nothing besides; None where it does neither."""
    said = normalised(same_length(text))
    return next((kind for kind, pattern in _patterns().items() if pattern.search(said)), None)


@cache
def _patterns() -> dict[NumberAsked, re.Pattern[str]]:
    words = words_of_all(NumbersAsked)
    asking, whom = _either([each.asking for each in words]), _either([each.in_an_emergency for each in words])
    emergency, own = _either([each.emergency for each in words]), _either([each.own for each in words])
    return {
        "emergency": re.compile(
            rf"(?<!\w)(?:{asking} (?:\w+ ){{0,2}}{emergency}|{whom}){_ENDS}|^\W*(?:\w{{1,3}} )?{emergency}\W*$"
        ),
        "own": re.compile(rf"(?<!\w){asking} {own}\W*$"),
    }


def _either(lists: list[tuple[str, ...]]) -> str:
    return f"(?:{'|'.join(merged(lists))})"
