"""Everything personal in a message: rules first, then the tagger on what is left."""

from privacy.addresses import streets
from privacy.contact import contacts
from privacy.identity import births, identities
from privacy.mask import TOKEN
from privacy.payment import payments
from privacy.phones import phones
from privacy.plates import plates
from privacy.spans import Span, settle
from privacy.tagger import load_tagger
from privacy.vehicle import vins


def detect(text: str, language: str | None = None) -> tuple[Span, ...]:
    """The personal data in a text, in order and without overlap (`privacy.spans.settle` says who wins).

    `language` (ISO 639-1) only decides which countries' phone formats are tried first. Tokens of an earlier `mask` are
    left alone. Raises `ConfigurationError` if the trained weights are missing.
    """
    known = by_rules(text, language)
    return settle(text, _new(text, [*known, *streets(text), *load_tagger().spans(text, known)]))


def by_rules(text: str, language: str | None = None) -> tuple[Span, ...]:
    """What has a form of its own: everything but names and addresses."""
    found = [*contacts(text)]
    if any(map(str.isdigit, text)):
        found += [*payments(text), *vins(text), *identities(text), *births(text), *plates(text)]
    return settle(text, _new(text, [*found, *phones(text, language)]))


def _new(text: str, found: list[Span]) -> list[Span]:
    """Without what lies in a token of an earlier mask."""
    masked = [match.span() for match in TOKEN.finditer(text)] if "<" in text else []
    return [span for span in found if not any(start < span.end and span.start < end for start, end in masked)]
