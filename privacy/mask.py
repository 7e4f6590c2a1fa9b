"""Replace what was found by tokens such as `<person-1>`, and put it back."""

import re
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final

from contracts.base import Strict
from contracts.errors import InvalidInput
from privacy.spans import PiiType, Span

TOKEN: Final = re.compile(rf"<(?:{'|'.join(PiiType)})-\d{{1,9}}>")
"""What a masked value looks like."""


class Masked(Strict):
    """A text without its personal data, and what each token stands for. `values` is as confidential as the text was."""

    text: str
    values: dict[str, str]


def mask(text: str, spans: Iterable[Span]) -> Masked:
    """Replace each span by a token, numbered by type from 1; the same characters get the same token.

    Numbers of tokens that the text holds already are skipped. Raises `InvalidInput` if spans overlap, are out of order
    or reach beyond the text.
    """
    taken = {match.group() for match in TOKEN.finditer(text)}
    tokens: dict[tuple[PiiType, str], str] = {}
    pieces, at = [], 0
    for span in spans:
        if not at <= span.start < span.end <= len(text):
            raise InvalidInput("spans", "overlap, are not in order or reach beyond the text")
        key = (span.type, text[span.start : span.end])
        if key not in tokens:
            tokens[key] = _unused(span.type, taken)
        pieces += [text[at : span.start], tokens[key]]
        at = span.end
    return Masked(text="".join([*pieces, text[at:]]), values={token: value for (_, value), token in tokens.items()})


def restore(masked_text: str, values: Mapping[str, str]) -> str:
    """The text with each token of `values` replaced by what it stands for. Other tokens stay as they are."""
    return TOKEN.sub(lambda match: values.get(match.group(), match.group()), masked_text)


def _unused(kind: PiiType, taken: set[str]) -> str:
    token = next(token for number in count(1) if (token := f"<{kind}-{number}>") not in taken)
    taken.add(token)
    return token
