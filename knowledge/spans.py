"""Cutting a stretch of text that is too long at the best places there are."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

Span = tuple[int, int]
"""Start and end in the text."""

WORD: Final = re.compile(r"\s+")


def split_span(text: str, span: Span, most: int, breaks: Sequence[re.Pattern[str]]) -> Iterator[Span]:
    """Spans of at most `most` characters that leave out nothing but space between them."""
    start, end = span
    if end - start <= most:
        yield span
    elif not breaks:
        yield from ((at, min(at + most, end)) for at in range(start, end, most))
    else:
        yield from _packed(text, span, most, breaks)


def _packed(text: str, span: Span, most: int, breaks: Sequence[re.Pattern[str]]) -> Iterator[Span]:
    packed: Span | None = None
    for part in _parts(text, span, breaks[0]):
        if packed and part[1] - packed[0] <= most:
            packed = packed[0], part[1]
            continue
        if packed:
            yield packed
            packed = None
        if part[1] - part[0] > most:
            yield from split_span(text, part, most, breaks[1:])
        else:
            packed = part
    if packed:
        yield packed


def _parts(text: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    """What stands between the breaks; closing quotation marks stay with their sentence."""
    start, end = span
    for found in pattern.finditer(text, start, end):
        stop = found.end() - (len(found[0]) - len(found[0].rstrip()))
        if stop > start:
            yield start, stop
            start = found.end()
    if start < end:
        yield start, end
