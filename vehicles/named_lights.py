"""Warning lights that a text names: "oil light", "Motorkontrollleuchte blinkt", "voyant rouge de frein", "la tortuga".

A light counts when a word for a sign ("light", "Leuchte", "voyant") and a word for what it watches ("oil", "brake") are
joined by nothing but linking words ("pressure", "for the"). What is drawn on it ("oil can", "wrench") counts where
something near says that it is shown; a sign that can only be a warning light counts alone, as `other`. Lamps of the
car itself, such as a brake light whose bulb is out, do not. Words: `languages/de/warning_lights.json`.

Each colour and state of the text belongs to the light that stands nearest to it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from contracts.findings.lights import Light
from languages.topic import merged, words_of, words_of_all
from languages.topics.warning_lights import WarningLights
from vehicles.policy import LIGHTS_OF_A_TEXT, NEAR_CHARS, REACH_CHARS, SIGNS_TOGETHER
from vehicles.warning_lights import OTHER

WORD_END: Final = re.compile(r"\w*")
Span = tuple[int, int]
Patterns = tuple[tuple[str, re.Pattern[str]], ...]


class NamedLight(NamedTuple):
    """A stretch of the text and the light it names."""

    start: int
    end: int
    light: Light


class Telling(NamedTuple):
    """What tells meanings of a symbol apart: words for colours and states, and what makes them mean something else."""

    colours: Patterns
    states: Patterns
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]


class Rules(NamedTuple):
    """One language's words, compiled."""

    kinds: Patterns
    signs: re.Pattern[str]
    strong: re.Pattern[str]
    alone: Patterns
    drawn: Patterns
    shown: re.Pattern[str]
    links: re.Pattern[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    lamps: re.Pattern[str]
    lit: re.Pattern[str]
    telling: Telling


def named_lights(text: str, language: str) -> list[NamedLight]:
    """Every light that a text in this language names, in its order and without overlap.

    `text` is normalised character for character (`languages.normalise.same_length`); `language` is one that is served.
    """
    rules = _rules(language)
    stretches = _longest(islice(_stretches(text, rules), LIGHTS_OF_A_TEXT))
    if not stretches:
        return []
    colours = _told(text, rules.telling.colours, stretches, rules.telling)
    states = _told(text, rules.telling.states, stretches, rules.telling)
    return [
        NamedLight(start, end, Light.as_written({"symbol": symbol, "colour": colour, "state": state}))
        for (start, end, symbol), colour, state in zip(stretches, colours, states, strict=True)
    ]


def told_alone(text: str, language: str) -> Light:
    """Colour and state that a text tells, whatever light it is about; the symbol is `other`."""
    return _told_by(text, _rules(language).telling)


def told_in_any_language(text: str) -> tuple[Light, str]:
    """Colour and state that a text tells in any language that is served, and what is left of it without these words."""
    telling = _telling_of_all()
    left = text
    for _, pattern in (*telling.colours, *telling.states):
        left = pattern.sub(" ", left)
    return _told_by(text, telling), left


def _told_by(text: str, telling: Telling) -> Light:
    whole = [(0, len(text), OTHER)]
    [colour], [state] = _told(text, telling.colours, whole, telling), _told(text, telling.states, whole, telling)
    return Light.as_written({"symbol": OTHER, "colour": colour, "state": state})


def watched_in(text: str, language: str) -> tuple[str, ...]:
    """The symbols of which a text names what they watch or what is drawn on them, also without a word for a light."""
    rules = _rules(language)
    named = (symbol for patterns in (rules.kinds, rules.drawn) for symbol, pattern in patterns if pattern.search(text))
    return tuple(dict.fromkeys(named))


def _stretches(text: str, rules: Rules) -> Iterator[tuple[int, int, str]]:
    """Everything that may name a light: start, end and symbol. They may overlap."""
    for symbol, pattern in rules.alone:
        yield from ((*match.span(), symbol) for match in pattern.finditer(text))
    for symbol, pattern in rules.drawn:
        for match in pattern.finditer(text):
            if rules.shown.search(text, max(0, match.start() - NEAR_CHARS), match.end() + NEAR_CHARS):
                yield *match.span(), symbol
    signs = [match.span() for match in rules.signs.finditer(text)]
    known = list(_by_sign(text, signs, rules)) if signs else []
    yield from known
    for start, end in (match.span() for match in rules.strong.finditer(text)):
        apart = all(end <= first or last <= start for first, last, _ in known)
        if apart and _is_warning(text, (start, end), rules):
            yield start, end, OTHER


def _by_sign(text: str, signs: list[Span], rules: Rules) -> Iterator[tuple[int, int, str]]:
    """Lights whose sign and symbol are both named."""
    for symbol, pattern in rules.kinds:
        for match in pattern.finditer(text):
            for stretch in _joined(text, match.span(), signs, rules):
                if _is_warning(text, stretch, rules):
                    yield *stretch, symbol


def _joined(text: str, watched: Span, signs: list[Span], rules: Rules) -> Iterator[Span]:
    """From what is watched to the signs after it ("battery warning light"), or else from the signs before it."""
    at = bisect_left(signs, watched)
    after = False
    for start, end in signs[at : at + SIGNS_TOGETHER]:
        if watched[1] <= start <= watched[1] + REACH_CHARS and rules.links.fullmatch(text, watched[1], start):
            yield watched[0], end
            after = True
    for start, end in [] if after else signs[max(0, at - SIGNS_TOGETHER) : at]:
        if end <= watched[0] <= end + REACH_CHARS and rules.links.fullmatch(text, end, watched[0]):
            yield start, WORD_END.match(text, watched[1]).end()  # type: ignore[union-attr]  # it matches nothing too


def _is_warning(text: str, stretch: Span, rules: Rules) -> bool:
    start, end = stretch
    if rules.not_before.search(text, max(0, start - 12), start) or rules.not_after.match(text, end):
        return False
    if rules.lamps.fullmatch(text, start, end):
        return bool(rules.lit.search(text, max(0, start - NEAR_CHARS), end + NEAR_CHARS))
    return True


def _longest(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        if all(one[1] <= other[0] or other[1] <= one[0] for other in kept):
            kept.append(one)
    return sorted(kept)


def _told(text: str, patterns: Patterns, lights: Sequence[tuple[int, int, str]], telling: Telling) -> list[str | None]:
    """The value that is said of each light; None where there is none, or more than one."""
    values: list[set[str]] = [set() for _ in lights]
    said = ((*match.span(), value) for value, pattern in patterns for match in pattern.finditer(text))
    for start, end, value in _longest(islice(said, LIGHTS_OF_A_TEXT)):
        if telling.not_before.search(text, max(0, start - 20), start) or telling.not_after.match(text, end):
            continue
        nearest = min(range(len(lights)), key=lambda place: max(lights[place][0] - end, start - lights[place][1]))
        values[nearest].add(value)
    return [next(iter(found)) if len(found) == 1 else None for found in values]


@cache
def _rules(language: str) -> Rules:
    words = words_of(WarningLights, language)
    inner, outer = ("", r"(?!\w)") if words.compounds else (r"(?<!\w)", r"(?!\w)")
    separators = r"[ \-'\"„“”«»:(]"
    links = "|".join(sorted(map(re.escape, words.links), key=len, reverse=True))
    link = rf"(?>{links})" + ("" if words.compounds else r"(?![^\W_])")
    return Rules(
        kinds=_by_name(words.kinds, "" if words.compounds else r"(?!\w)"),
        signs=_any_of(words.signs, left=inner, right=outer),
        strong=_any_of(words.strong),
        alone=_by_name(words.alone),
        drawn=_by_name(words.drawn),
        shown=_any_of(merged([words.shown, words.lit, words.signs, *words.colours.values(), *words.states.values()])),
        links=re.compile(rf"(?:{separators}|{link})*"),
        not_before=_any_of(words.not_before, right=r" ?\Z"),
        not_after=_any_of(words.not_after, left=" ?"),
        lamps=_any_of(words.lamps),
        lit=_any_of(merged([words.lit, words.shown])),
        telling=_telling([words]),
    )


@cache
def _telling_of_all() -> Telling:
    return _telling(words_of_all(WarningLights))


def _telling(words: Sequence[WarningLights]) -> Telling:
    colours: dict[str, tuple[str, ...]] = {
        name: merged(each.colours[name] for each in words) for name in words[0].colours
    }
    states: dict[str, tuple[str, ...]] = {name: merged(each.states[name] for each in words) for name in words[0].states}
    before = merged(each.things_before for each in words)
    negations = rf"(?:{'|'.join(merged(each.negations for each in words))})(?: \w{{1,4}})?"
    return Telling(
        colours=_by_name(colours),
        states=_by_name(states),
        not_before=_any_of([*before, negations], left=r"(?<![^\W_])", right=r" \Z"),
        not_after=_any_of(merged(each.things_after for each in words), left=" "),
    )


def _by_name(names: Mapping[str, Sequence[str]], right: str = r"(?!\w)") -> Patterns:
    return tuple((name, _any_of(words, right=right)) for name, words in names.items())


def _any_of(words: Sequence[str], left: str = r"(?<!\w)", right: str = r"(?!\w)") -> re.Pattern[str]:
    return re.compile(f"{left}(?:{'|'.join(words) or '(?!)'}){right}")
