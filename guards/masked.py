"""Personal data out of texts before a model reads them.

    masked, placeholders = mask_for_model(["I'm Anna Weber", "Anna Weber's plate is B-AB 123"])
    masked                                        ["I'm [PERSON_1]", "[PERSON_1]'s plate is [PLATE_1]"]

`placeholders.py` puts it back into what the model writes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from guards.placeholders import PLACEHOLDER, Placeholders, token
from privacy.detect import detect
from privacy.mask import Tokens, replaced
from privacy.spans import PiiType, Span, settle

Known = tuple[PiiType, str]
"""Personal data that is known without detecting it."""


def mask_for_model(
    texts: Sequence[str], language: str | None = None, known: Iterable[Known] = ()
) -> tuple[list[str], Placeholders]:
    """Return the texts without personal data, and what the placeholders stand for.

    What is found in one text, or `known`, is masked wherever it stands: "Ciao Giulia" may not give a name away that
    "sono Giulia Rossi" does. The same characters have the same placeholder in all texts; a placeholder that a text
    holds already stands for itself. `language` (ISO 639-1) is the texts'. Raises `ConfigurationError` if trained
    weights are missing.
    """
    tokens = Tokens(token, (found[0] for text in texts for found in PLACEHOLDER.finditer(text)))
    detected = [detect(text, language) for text in texts]
    values = dict.fromkeys(known)
    for text, spans in zip(texts, detected, strict=True):
        values |= dict.fromkeys((span.type, text[span.start : span.end]) for span in spans)
    masked = [
        replaced(text, settle(text, [*spans, *_places(text, values)]), tokens)
        for text, spans in zip(texts, detected, strict=True)
    ]
    return masked, Placeholders(values=tokens.values())


def _places(text: str, values: Iterable[Known]) -> Iterator[Span]:
    """Yield where values stand as whole words, and in no placeholder."""
    taken = [found.span() for found in PLACEHOLDER.finditer(text)]
    for kind, value in values:
        for found in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text) if value in text else ():
            if not any(start < found.end() and found.start() < end for start, end in taken):
                yield Span(start=found.start(), end=found.end(), type=kind)
