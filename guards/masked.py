"""Personal data out of texts before a model reads them, and back into what it writes.

    masked, placeholders = mask_for_model(["I'm Anna Weber", "Anna Weber's plate is B-AB 123"])
    masked                                        ["I'm [PERSON_1]", "[PERSON_1]'s plate is [PLATE_1]"]
    "".join(placeholders.put_back(["Hello [PER", "SON_1]!"]))   "Hello Anna Weber!"

The tokens of `privacy.mask` look like elements, which `guards.documents` would escape; these survive it. A placeholder
that the model invents stays as the text it is: to drop it would hide that the model talks of somebody it made up.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from contracts.base import Strict
from privacy.detect import detect
from privacy.mask import Tokens, replaced
from privacy.spans import PiiType

_TOKEN: Final = re.compile(rf"\[(?:{'|'.join(kind.upper() for kind in PiiType)})_\d{{1,9}}\]")


class Placeholders(Strict):
    """What each placeholder stands for; as confidential as the texts were."""

    values: dict[str, str]

    def put_back(self, pieces: Iterable[str]) -> Iterator[str]:
        """Yield a text that comes in pieces, with the placeholders replaced, also those cut in two.

        What may become a placeholder is held back until the next piece decides; nothing else is.
        """
        rest = ""
        for piece in pieces:
            rest += piece
            held = self._held_from(rest)
            if ready := rest[:held]:
                yield self._restored(ready)
            rest = rest[held:]
        if rest:
            yield self._restored(rest)

    def _held_from(self, text: str) -> int:
        start = text.rfind("[")
        unfinished = start >= 0 and any(
            token != text[start:] and token.startswith(text[start:]) for token in self.values
        )
        return start if unfinished else len(text)

    def _restored(self, text: str) -> str:
        return _TOKEN.sub(lambda found: self.values.get(found[0], found[0]), text)


def mask_for_model(texts: Sequence[str], language: str | None = None) -> tuple[list[str], Placeholders]:
    """Return the texts without personal data, and what the placeholders stand for.

    The same characters have the same placeholder in all texts; a placeholder that a text holds already stands for
    itself. `language` (ISO 639-1) is the texts'. Raises `ConfigurationError` if trained weights are missing.
    """
    tokens = Tokens(_written, (found[0] for text in texts for found in _TOKEN.finditer(text)))
    masked = [replaced(text, detect(text, language), tokens) for text in texts]
    return masked, Placeholders(values=tokens.values())


def _written(kind: PiiType, number: int) -> str:
    return f"[{kind.upper()}_{number}]"
