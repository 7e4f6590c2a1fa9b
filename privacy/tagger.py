"""Names and addresses: a linear-chain CRF over tokens (CRFsuite), small enough to load in milliseconds."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from contracts.errors import ConfigurationError
from privacy.features import features
from privacy.gazetteer import Gazetteer, fold, load_gazetteer
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
SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half a character, which no UTF-8 holds."""
MIN_PROBABILITY: Final = 0.35  # policy
"""A token is personal data from this probability on. Below one half, since a miss costs more than a mask too many."""


class Tagger:
    """The trained weights and their gazetteer. May be called from several threads."""

    def __init__(self, model: "pycrfsuite.Tagger", gazetteer: Gazetteer) -> None:
        self._model, self._gazetteer, self._lock = model, gazetteer, Lock()

    def spans(self, text: str, known: Sequence[Span] = ()) -> Iterator[Span]:
        """Names and addresses in a text, of which `known` spans (in order, not overlapping) are found already."""
        tokens = tokenize(SURROGATE.sub("\ufffd", text), known)
        if not any(token.text.isalpha() for token in tokens if not token.known):
            return
        labels = self._named(tokens, self._labels(features(tokens, self._gazetteer)))
        yield from _join(tokens, _glued(tokens, labels), text)

    def _named(self, tokens: Sequence[Token], labels: list[str]) -> list[str]:
        """Labels with the names that need no context: see `_is_name`."""
        hints = [self._gazetteer.get(fold(token.text), "") for token in tokens]
        mixed = any(t.text.istitle() for t in tokens) and any(t.text.islower() for t in tokens)
        for at, token in enumerate(tokens):
            before = [t.text.lower() for t in tokens[max(0, at - 2) : at] if t.text != "."][-1:]
            follows = mixed and at > 0 and labels[at - 1] == PiiType.PERSON
            if labels[at] != OUTSIDE or token.known or not token.text.isalpha() or len(token.text) < SHORTEST_NAME:
                continue
            if _is_name(token.text, hints[at], "".join(before), follows=follows, mixed=mixed):
                labels[at] = PiiType.PERSON
        return labels

    def _labels(self, rows: list[list[str]]) -> list[str]:
        with self._lock:
            self._model.set(rows)
            return [self._label(i) for i in range(len(rows))]

    def _label(self, at: int) -> str:
        """The most probable type, if it is personal data with enough probability."""
        model = self._model
        if 1 - model.marginal(OUTSIDE, at) < MIN_PROBABILITY:
            return OUTSIDE
        return max(LABELS, key=lambda label: float(model.marginal(label, at)))


@cache
def load_tagger(path: Path = WEIGHTS) -> Tagger:
    """Open the weights. Raises `ConfigurationError` if they are missing or damaged."""
    import pycrfsuite

    model = pycrfsuite.Tagger()
    try:
        model.open(str(path))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path.name} is missing or damaged: run python -m privacy.train") from error
    return Tagger(model, load_gazetteer())


def _is_name(word: str, hint: str, before: str, *, follows: bool, mixed: bool) -> bool:
    """A first name that is no other word; what follows a name with a capital; a surname after "Mr".

    `mixed` says that the text has words with and without capitals, so that a capital means something.
    """
    if "C" in hint:
        return False
    capital = mixed and word.istitle()
    if before in WORDS.titles and (capital or "L" in hint or "F" in hint):
        return True
    return (follows and capital) or ("F" in hint and not ("T" in hint and before in WORDS.before_places))


def _glued(tokens: Sequence[Token], labels: list[str]) -> list[str]:
    """Both halves of a double name such as "Jean-Luc" get one label, also if only one half was found."""
    for at in range(len(tokens) - 3, -1, -1):
        first, link, second = tokens[at : at + 3]
        if link.text not in "-'’" or first.end != link.start or link.end != second.start or first.known or second.known:
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
        if at < len(tokens) and labels[at] == labels[start] and not tokens[at].known:
            continue
        if labels[start] != OUTSIDE and not tokens[start].known:
            span = Span(start=tokens[start].start, end=tokens[at - 1].end, type=PiiType(labels[start]))
            if any(map(str.isalnum, text[span.start : span.end])):
                yield span
        start = at
