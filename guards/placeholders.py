"""What was taken out of texts before a model reads them, put back into what it writes.

    placeholders = Placeholders(values={"[PERSON_1]": "Anna Weber"})
    "".join(placeholders.put_back(["Hello [PER", "SON_1]!"]))   "Hello Anna Weber!"

A placeholder that the model invents stays as the text it is: to drop it would hide that the model talks of somebody it
made up.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from contracts.base import Strict
from privacy.spans import PiiType

_KINDS: Final = "|".join(kind.upper() for kind in PiiType)
PLACEHOLDER: Final = re.compile(rf"\[(?:{_KINDS})_\d{{1,9}}\]")
"""What a placeholder looks like."""
LEFT_OVER: Final = re.compile(rf"\b(?:{_KINDS})_\d")
"""What is left in a text of a placeholder that stands for nobody, or that was not written as it was read."""
StrictT = TypeVar("StrictT", bound=Strict)


def token(kind: PiiType, number: int) -> str:
    """Return a placeholder. Those of `privacy.mask` look like elements, which `guards.delimited` would escape."""
    return f"[{kind.upper()}_{number}]"


class Placeholders(Strict):
    """What each placeholder stands for; as confidential as the texts were."""

    values: dict[str, str]

    def put_back(self, pieces: Iterable[str]) -> Iterator[str]:
        """Yield a text that comes in pieces, with the placeholders replaced, also those cut in two.

        What may become a placeholder is held back until the next piece decides; nothing else is.
        """
        stream = Restoring(self)
        for piece in pieces:
            if ready := stream.feed(piece):
                yield ready
        if rest := stream.end():
            yield rest

    def put_back_whole(self, text: str) -> str:
        """Return a text with the placeholders replaced."""
        return PLACEHOLDER.sub(lambda found: self.values.get(found[0], found[0]), text)

    def put_back_json(self, text: str) -> str:
        """Return JSON, which may be malformed, with the placeholders in its texts replaced."""
        return PLACEHOLDER.sub(lambda found: json.dumps(self.values.get(found[0], found[0]))[1:-1], text)

    def put_back_in(self, told: StrictT) -> StrictT:
        """Return what a model told with the placeholders in its texts replaced.

        Raises pydantic's `ValidationError` if a text is longer then than its field allows.
        """
        return told.changed(**{name: self._put_back_any(value) for name, value in told})

    def _put_back_any(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.put_back_whole(value)
        if isinstance(value, tuple):
            return tuple(map(self._put_back_any, value))
        return self.put_back_in(value) if isinstance(value, Strict) else value


class Restoring:
    """A text that comes in pieces, as its placeholders are replaced."""

    def __init__(self, placeholders: Placeholders) -> None:
        self._placeholders = placeholders
        self._rest = ""

    def feed(self, piece: str) -> str:
        """Take a piece; returns what is certain by now."""
        text = self._rest + piece
        held = self._held_from(text)
        self._rest = text[held:]
        return self._placeholders.put_back_whole(text[:held])

    def end(self) -> str:
        """Return what was held back."""
        rest, self._rest = self._rest, ""
        return self._placeholders.put_back_whole(rest)

    def _held_from(self, text: str) -> int:
        start = text.rfind("[")
        unfinished = start >= 0 and any(
            token != text[start:] and token.startswith(text[start:]) for token in self._placeholders.values
        )
        return start if unfinished else len(text)


NOTHING_MASKED: Final = Placeholders(values={})
