"""Everything personal in a message: rules first, then the tagger on what is left."""

from bisect import bisect_left
from itertools import pairwise
from unicodedata import combining, is_normalized, normalize

from privacy.addresses import postcodes, streets
from privacy.contact import contacts
from privacy.days import is_only_days
from privacy.identity import births, identities
from privacy.mask import TOKEN
from privacy.payment import payments
from privacy.phones import phones
from privacy.plates import plates
from privacy.spans import PiiType, Span, settle
from privacy.tagger import Tagger, load_tagger
from privacy.vehicle import vins


def detect(text: str, language: str | None = None, tagger: Tagger | None = None) -> tuple[Span, ...]:
    """The personal data in a text, in order and without overlap (`privacy.spans.settle` says who wins).

    `language` (ISO 639-1) only decides which countries' phone formats are tried first. Tokens of an earlier `mask` are
    left alone. `tagger` stands in for the one that ships while another is validated. Raises `ConfigurationError` if the
    trained weights are missing.
    """
    tagger = tagger or load_tagger()
    if is_normalized("NFC", text):
        return _detect(text, language, tagger)
    composed, places = _composed(text)
    return tuple(
        Span(start=places[span.start][0], end=places[span.end - 1][1], type=span.type)
        for span in _detect(composed, language, tagger)
    )


def _detect(text: str, language: str | None, tagger: Tagger) -> tuple[Span, ...]:
    found = by_rules(text, language)
    tagged = (span for span in tagger.spans(text, found) if not _is_day(text, span))
    return settle(text, _new(text, [*found, *streets(text), *postcodes(text), *tagged]))


def _is_day(text: str, span: Span) -> bool:
    return span.type is PiiType.ADDRESS and is_only_days(text[span.start : span.end])


def _composed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with each letter and its accents in one character where there is one (NFC), and where that stood."""
    starts = [at for at, char in enumerate(text) if at == 0 or not combining(char)]
    letters, places = list[str](), list[tuple[int, int]]()
    for place in pairwise([*starts, len(text)]):
        letters.append(normalize("NFC", text[slice(*place)]))
        places += [place] * len(letters[-1])
    return "".join(letters), places


def by_rules(text: str, language: str | None = None) -> tuple[Span, ...]:
    """What has a form of its own: everything but names and addresses."""
    found = [*contacts(text)]
    if any(map(str.isdigit, text)):
        found += [*payments(text), *vins(text), *identities(text), *births(text), *plates(text)]
    return settle(text, _new(text, [*found, *phones(text, language)]))


def _new(text: str, found: list[Span]) -> list[Span]:
    """Without what lies in a token of an earlier mask."""
    masked = [match.span() for match in TOKEN.finditer(text)] if "<" in text else []
    return [
        span
        for span in found
        if not (before := bisect_left(masked, (span.end,))) or masked[before - 1][1] <= span.start
    ]
