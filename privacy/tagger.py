"""Names and addresses: a linear-chain CRF over tokens (CRFsuite), small enough to load in milliseconds."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from contracts.errors import ConfigurationError
from privacy.cues import CUES, Cue
from privacy.features import features
from privacy.gazetteer import Gazetteer, key_of, load_gazetteer
from privacy.policy import MIN_PERSONAL_PROBABILITY
from privacy.spans import PiiType, Span
from privacy.tokens import Token, tokenize
from privacy.words import WORDS

if TYPE_CHECKING:
    import pycrfsuite

WEIGHTS: Final = Path(__file__).with_name("tagger.crfsuite")
OUTSIDE: Final = "O"
LABELS: Final = (PiiType.PERSON, PiiType.ADDRESS)
SHORTEST_NAME: Final = 4
"""Shorter first names are too often something else to count without context, characters."""
MOST_PARTICLES: Final = 3
MOST_SIGNS: Final = 4
"""How far from words such as "my name is" the name may begin, characters."""
SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half a character, which no UTF-8 holds."""


class Tagger:
    """The trained weights and their gazetteer. May be called from several threads."""

    def __init__(self, model: "pycrfsuite.Tagger", gazetteer: Gazetteer) -> None:
        self._model, self._gazetteer, self._lock = model, gazetteer, Lock()

    def spans(self, text: str, found: Sequence[Span] = ()) -> Iterator[Span]:
        """Names and addresses in a text, of which `found` spans (in order, not overlapping) are found already."""
        tokens = tokenize(SURROGATE.sub("\ufffd", text), found)
        if not any(token.text.isalpha() for token in tokens if not token.by_rule):
            return
        labels = self._named(text, tokens, self._labels(features(tokens, self._gazetteer)))
        yield from _join(tokens, _glued(tokens, _linked(tokens, labels)), text)

    def _named(self, text: str, tokens: Sequence[Token], labels: list[str]) -> list[str]:
        """Labels with the names that their gazetteer or what stands before gives away: see `_is_name`."""
        hints = [self._gazetteer.get(key_of(token.text), "") for token in tokens]
        cues = [match.end() for match in CUES[Cue.NAME].finditer(text)]
        mixed = any(not t.text.islower() for t in tokens if t.text.isalpha()) and any(t.text.islower() for t in tokens)
        for at, token in enumerate(tokens):
            if labels[at] != OUTSIDE or token.by_rule or not token.text.isalpha() or len(token.text) < SHORTEST_NAME:
                continue
            before = _before(tokens, labels, at, announced=_announced(text, token.start, cues))
            if _is_name(token.text, hints[at], before, mixed=mixed):
                labels[at] = PiiType.PERSON
        _repeat(tokens, hints, labels)
        return labels

    def _labels(self, rows: list[list[str]]) -> list[str]:
        with self._lock:
            self._model.set(rows)
            return [self._label(i) for i in range(len(rows))]

    def _label(self, at: int) -> str:
        """The most probable type, if it is personal data with enough probability."""
        model = self._model
        if 1 - model.marginal(OUTSIDE, at) < MIN_PERSONAL_PROBABILITY:
            return OUTSIDE
        return max(LABELS, key=lambda label: float(model.marginal(label, at)))


@cache
def load_tagger(path: Path = WEIGHTS) -> Tagger:
    """Open weights once. Raises `ConfigurationError` as `open_tagger` does."""
    return open_tagger(path)


def open_tagger(path: Path) -> Tagger:
    """Open weights. Raises `ConfigurationError` if they are missing or damaged."""
    import pycrfsuite

    model = pycrfsuite.Tagger()
    try:
        model.open(str(path))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path.name} is missing or damaged: run python -m training privacy") from error
    return Tagger(model, load_gazetteer())


class _Before(NamedTuple):
    """What stands before a word."""

    word: str
    """The word before it in lower case; a point does not count."""
    name: str
    """The last word of a name before it, or nothing."""
    linked: bool
    """Particles such as "van der" stand between that and the word."""
    titled: bool
    """A title such as "Mr", or a relative such as "wife", stands before it or its particles."""
    announced: bool
    """Words such as "my name is" stand before it."""


def _announced(text: str, start: int, cues: Sequence[int]) -> bool:
    """Whether nothing but signs stands between a word and the end of the last cue before it."""
    end = cues[bisect_right(cues, start) - 1] if cues else start + 1
    return 0 <= start - end <= MOST_SIGNS and not text[end:start].strip(" :\t\"'«“")


def _before(tokens: Sequence[Token], labels: Sequence[str], at: int, *, announced: bool) -> _Before:
    first = _first_particle(tokens, at)
    return _Before(
        word=_word_before(tokens, at),
        name=tokens[first - 1].text if first and labels[first - 1] == PiiType.PERSON else "",
        linked=first < at,
        titled=_word_before(tokens, first) in WORDS.titles,
        announced=announced,
    )


def _word_before(tokens: Sequence[Token], at: int) -> str:
    return "".join([token.text.lower() for token in tokens[max(0, at - 2) : at] if token.text != "."][-1:])


def _first_particle(tokens: Sequence[Token], at: int) -> int:
    """Where the particles begin that stand right before a token."""
    least = max(0, at - MOST_PARTICLES)
    while at > least and tokens[at - 1].text.lower() in WORDS.particles and not tokens[at].breaks:
        at -= 1
    return at


def _is_name(word: str, hint: str, before: _Before, *, mixed: bool) -> bool:
    """A first name that is no other word; what follows a name with a capital; a surname after "Mr"; what is announced.

    `mixed` says that the text has words with and without capitals, so that a capital means something.
    """
    capital, surname = mixed and word.istitle(), "L" in hint
    follows = bool(before.name) and (capital or (mixed and word.isupper() and before.name.isupper()))
    if "C" in hint:
        return surname and ((follows and not before.linked) or (before.announced and capital))
    if (before.titled or before.announced) and (capital or surname or "F" in hint):
        return True
    if before.announced and mixed and word.isupper():
        return True
    if follows and (surname or not before.linked):
        return True
    return "F" in hint and not ("T" in hint and before.word in WORDS.before_places)


def _repeat(tokens: Sequence[Token], hints: Sequence[str], labels: list[str]) -> None:
    """What is a name in one place of a text is one in every other, unless it is an ordinary word too."""
    names = {
        token.text
        for token, hint, label in zip(tokens, hints, labels, strict=True)
        if label == PiiType.PERSON and "C" not in hint and len(token.text) >= SHORTEST_NAME
    }
    for at, token in enumerate(tokens):
        if labels[at] == OUTSIDE and token.text in names:
            labels[at] = PiiType.PERSON


def _linked(tokens: Sequence[Token], labels: list[str]) -> list[str]:
    """Particles between a title or a name and a name belong to it ("Ursula von der Leyen"), those after it do not."""
    for at in range(1, len(tokens)):
        first = _first_particle(tokens, at) if labels[at] == PiiType.PERSON else at
        if 0 < first < at and (labels[first - 1] == PiiType.PERSON or _word_before(tokens, first) in WORDS.titles):
            labels[first:at] = [PiiType.PERSON] * (at - first)
    for at in range(len(tokens) - 1, 0, -1):
        ends = labels[at : at + 2] in ([PiiType.PERSON], [PiiType.PERSON, OUTSIDE])
        if ends and labels[at - 1] == PiiType.PERSON and tokens[at].text in WORDS.particles:
            labels[at] = OUTSIDE
    return labels


def _glued(tokens: Sequence[Token], labels: list[str]) -> list[str]:
    """Both halves of a double name such as "Jean-Luc" get one label, also if only one half was found."""
    for at in range(len(tokens) - 3, -1, -1):
        first, link, second = tokens[at : at + 3]
        if (
            link.text not in "-'’"
            or first.end != link.start
            or link.end != second.start
            or first.by_rule
            or second.by_rule
        ):
            continue
        halves = labels[at], labels[at + 2]
        double = link.text == "-" and first.text.istitle() and second.text.istitle() and PiiType.PERSON in halves
        if OUTSIDE not in halves or double:
            labels[at : at + 3] = [PiiType.PERSON if OUTSIDE in halves else labels[at + 2]] * 3
    return labels


def _join(tokens: Sequence[Token], labels: Sequence[str], text: str) -> Iterator[Span]:
    """Neighbours with the same label are one span."""
    start = 0
    for at in range(1, len(tokens) + 1):
        if at < len(tokens) and labels[at] == labels[start] and not tokens[at].by_rule:
            continue
        if labels[start] != OUTSIDE and not tokens[start].by_rule:
            span = Span(start=tokens[start].start, end=tokens[at - 1].end, type=PiiType(labels[start]))
            if any(map(str.isalnum, text[span.start : span.end])):
                yield span
        start = at
