"""Replace what was found by tokens such as `<person-1>`, and put it back."""

import re
from collections.abc import Callable, Iterable, Mapping
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


class Tokens:
    """Tokens of one or several texts: the same characters get the same one, numbered by type from 1.

    `written` makes a token of a type and a number. Those of `taken` stand in the texts already, and are skipped.
    """

    def __init__(self, written: Callable[[PiiType, int], str], taken: Iterable[str]) -> None:
        self._written = written
        self._taken = set(taken)
        self._tokens: dict[tuple[PiiType, str], str] = {}

    def token(self, kind: PiiType, value: str) -> str:
        """Return the token of a value, a new one the first time."""
        if (kind, value) not in self._tokens:
            new = next(token for number in count(1) if (token := self._written(kind, number)) not in self._taken)
            self._tokens[kind, value] = new
            self._taken.add(new)
        return self._tokens[kind, value]

    def values(self) -> dict[str, str]:
        """Return what each token stands for."""
        return {token: value for (_, value), token in self._tokens.items()}


def mask(text: str, spans: Iterable[Span]) -> Masked:
    """Replace each span by a token, numbered by type from 1; the same characters get the same token.

    Numbers of tokens that the text holds already are skipped. Raises `InvalidInput` if spans overlap, are out of order
    or reach beyond the text.
    """
    tokens = Tokens(lambda kind, number: f"<{kind}-{number}>", (match.group() for match in TOKEN.finditer(text)))
    return Masked(text=replaced(text, spans, tokens), values=tokens.values())


def replaced(text: str, spans: Iterable[Span], tokens: Tokens) -> str:
    """Return the text with each span replaced by its token. Raises `InvalidInput` as `mask` does."""
    pieces, at = [], 0
    for span in spans:
        if not at <= span.start < span.end <= len(text):
            raise InvalidInput("spans", "overlap, are not in order or reach beyond the text")
        pieces += [text[at : span.start], tokens.token(span.type, text[span.start : span.end])]
        at = span.end
    return "".join([*pieces, text[at:]])


def restore(masked_text: str, values: Mapping[str, str]) -> str:
    """The text with each token of `values` replaced by what it stands for. Other tokens stay as they are."""
    return TOKEN.sub(lambda match: values.get(match.group(), match.group()), masked_text)
