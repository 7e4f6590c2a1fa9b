"""Warning lights: "oil light", "Motorkontrollleuchte", "voyant de pression des pneus", "testigo del aceite".

A light counts when a word for a sign ("light", "Leuchte", "voyant") and a word for what it watches ("oil", "brake") are
joined by nothing but linking words ("pressure", "for the"). A sign that can only be a warning light counts alone, as
`other`. Lamps of the car itself, such as a brake light whose bulb is out, do not. Words:
`languages/de/warning_lights.json`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from agents.intent.slots.patterns import one_of, phrase
from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found
from languages.topic import words_of
from languages.topics.warning_lights import WarningLights

WORD_END: Final = re.compile(r"\w*")
REACH: Final = 44
"""How far what is watched may stand from its sign, characters."""
SIGNS: Final = 2
"""Signs that may stand side by side: "battery warning light"."""
NEAR: Final = 40
"""How far from a brake light "came on" may stand, characters."""


class Rules(NamedTuple):
    """One language's words, compiled."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    signs: re.Pattern[str]
    strong: re.Pattern[str]
    alone: tuple[tuple[str, re.Pattern[str]], ...]
    links: re.Pattern[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    lamps: re.Pattern[str]
    lit: re.Pattern[str]


def warning_lights(reading: Reading, language: str) -> Iterator[Found]:
    """Every warning light, by what it watches; `other` where the message does not say."""
    rules, text = _rules(language), reading.normalised
    for kind, pattern in rules.alone:
        yield from (Found(*match.span(), kind) for match in pattern.finditer(text))
    signs = [match.span() for match in rules.signs.finditer(text)]
    known = list(_by_sign(text, signs, rules)) if signs else []
    yield from known
    for start, end in (match.span() for match in rules.strong.finditer(text)):
        apart = all(end <= one.start or one.end <= start for one in known)
        if apart and _is_warning(text, (start, end), rules):
            yield Found(start, end, "other")


def _by_sign(text: str, signs: list[tuple[int, int]], rules: Rules) -> Iterator[Found]:
    """Lights whose sign and kind are both named."""
    for kind, pattern in rules.kinds:
        for match in pattern.finditer(text):
            for stretch in _joined(text, match.span(), signs, rules):
                if _is_warning(text, stretch, rules):
                    yield Found(*stretch, kind)


def _joined(
    text: str, watched: tuple[int, int], signs: list[tuple[int, int]], rules: Rules
) -> Iterator[tuple[int, int]]:
    """From what is watched to the signs after it ("battery warning light"), or else from the signs before it."""
    at = bisect_left(signs, watched)
    after = False
    for start, end in signs[at : at + SIGNS]:
        if watched[1] <= start <= watched[1] + REACH and rules.links.fullmatch(text, watched[1], start):
            yield watched[0], end
            after = True
    for start, end in [] if after else signs[max(0, at - SIGNS) : at]:
        if end <= watched[0] <= end + REACH and rules.links.fullmatch(text, end, watched[0]):
            yield start, WORD_END.match(text, watched[1]).end()  # type: ignore[union-attr]  # it matches nothing too


def _is_warning(text: str, stretch: tuple[int, int], rules: Rules) -> bool:
    start, end = stretch
    if rules.not_before.search(text, max(0, start - 12), start) or rules.not_after.match(text, end):
        return False
    if rules.lamps.fullmatch(text, start, end):
        return bool(rules.lit.search(text, max(0, start - NEAR), end + NEAR))
    return True


@cache
def _rules(language: str) -> Rules:
    words = words_of(WarningLights, language)
    inner, outer = ("", r"(?!\w)") if words.compounds else (r"(?<!\w)", r"(?!\w)")
    separators = r"[ \-'\"„“”«»:(]"
    link = rf"(?>{one_of(words.links)})" + ("" if words.compounds else r"(?![^\W_])")
    return Rules(
        kinds=_by_kind(words.kinds, "" if words.compounds else r"(?!\w)"),
        signs=phrase("|".join(words.signs), {}, left=inner, right=outer),
        strong=phrase("|".join(words.strong), {}),
        alone=_by_kind(words.alone, r"(?!\w)"),
        links=re.compile(rf"(?:{separators}|{link})*"),
        not_before=_or_never(words.not_before, right=r" ?\Z"),
        not_after=_or_never(words.not_after, left=" ?"),
        lamps=_or_never(words.lamps),
        lit=_or_never(words.lit),
    )


def _by_kind(kinds: Mapping[str, Sequence[str]], right: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, phrase("|".join(words), {}, right=right)) for kind, words in kinds.items())


def _or_never(words: Sequence[str], left: str = r"(?<!\w)", right: str = r"(?!\w)") -> re.Pattern[str]:
    return phrase("|".join(words) or "(?!)", {}, left=left, right=right)
