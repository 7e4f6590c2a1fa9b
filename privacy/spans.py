"""What is found: a stretch of text and its type; and how stretches that overlap are settled."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from contracts.base import Strict


class PiiType(StrEnum):
    """What is masked.

    Left out on purpose, because alone they identify nobody and a contact centre needs to read them: organisations
    (dealers, brands), places ("navigate to Munich"; a place that belongs to an address is part of it), titles,
    nationalities, ages, and dates other than a date of birth.
    """

    PERSON = "person"
    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"
    PLATE = "plate"
    VIN = "vin"
    CARD = "card"
    IBAN = "iban"
    ID_NUMBER = "id_number"
    """Number of an identity document or of social security or tax."""
    DATE_OF_BIRTH = "date_of_birth"
    URL = "url"
    IP = "ip"


SUREST_FIRST: Final = (
    PiiType.EMAIL,
    PiiType.URL,
    PiiType.IBAN,
    PiiType.CARD,
    PiiType.VIN,
    PiiType.ID_NUMBER,
    PiiType.DATE_OF_BIRTH,
    PiiType.IP,
    PiiType.PLATE,
    PiiType.PHONE,
    PiiType.ADDRESS,
    PiiType.PERSON,
)
"""Which type keeps the characters that two claim: the one whose form is checked most."""


class Span(Strict):
    """A stretch of personal data. `start` and `end` are offsets in characters; `end` is the first one after it."""

    start: int
    end: int
    type: PiiType


def settle(text: str, found: Iterable[Span]) -> tuple[Span, ...]:
    """Ordered spans that do not overlap.

    Of two that overlap the surer type wins, of one type the longer. What the loser covers beyond the winner stays a
    span of its own, since a miss costs more than a mask too many.
    """
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (SUREST_FIRST.index(span.type), span.start - span.end, span.start)):
        for piece in _outside(span, kept):
            if any(map(str.isalnum, text[piece.start : piece.end])):
                insort(kept, piece, key=_start)
    return _joined(text, kept)


def trimmed(text: str, span: Span) -> Span:
    """The span without white space and punctuation around it."""
    start, end = span.start, span.end
    while end > start and text[end - 1] in " \t\r\n,;:.!?-–\"'":
        end -= 1
    while start < end and text[start] in " \t\r\n,;:.!?-–\"'":
        start += 1
    return Span(start=start, end=end, type=span.type)


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


def _outside(span: Span, kept: list[Span]) -> list[Span]:
    """The pieces of a span that no kept span covers; those are in order."""
    pieces, start = [], span.start
    for other in kept[bisect_right(kept, start, key=_end) : bisect_left(kept, span.end, key=_start)]:
        if start < other.start:
            pieces.append(Span(start=start, end=other.start, type=span.type))
        start = max(start, other.end)
    if start < span.end:
        pieces.append(Span(start=start, end=span.end, type=span.type))
    return pieces


def _joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Pieces of one address become one span when only white space or a comma lies between them."""
    joined: list[Span] = []
    for span in (trimmed(text, span) if span.type in {PiiType.ADDRESS, PiiType.PERSON} else span for span in spans):
        last = joined[-1] if joined else None
        if last and last.type is span.type is PiiType.ADDRESS and not text[last.end : span.start].strip(" ,\t\r\n"):
            joined[-1] = Span(start=last.start, end=span.end, type=span.type)
        elif span.start < span.end:
            joined.append(span)
    return tuple(joined)
