"""Which personal data a reply is held back for: masking prefers a mask too many, but a good reply must not be lost.

The detector of `privacy` takes "Steer" at the beginning of a sentence for a name, "bis 18" for a plate and "0 bis 100"
for an address. A person masked by mistake costs nothing; a reply withheld by mistake costs the answer.
"""

import re
from typing import Final

from privacy.gazetteer import key_of, load_gazetteer
from privacy.spans import PiiType, Span
from privacy.words import WORDS

_BEGINS: Final = re.compile(r"(?:^|[.!?…:\n])[\s\"'(¿¡„“«•\d.-]*$")
_TITLED: Final = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, WORDS.titles))})\.?\s+$", re.IGNORECASE)
_NAME: Final = re.compile(r"[^\W\d_]+")


def is_certain(text: str, span: Span) -> bool:
    """Whether what was found in a reply is surely personal data. Addresses and links never are."""
    value = text[span.start : span.end]
    if span.type is PiiType.PERSON:
        return _is_name(text, span.start, value)
    if span.type is PiiType.PLATE:
        return value == value.upper() and any(map(str.isalpha, value))
    return span.type not in (PiiType.ADDRESS, PiiType.URL)


def _is_name(text: str, start: int, value: str) -> bool:
    """A name has a title, or several words with a capital, or is a first name in the middle of a sentence."""
    kinds = [load_gazetteer().get(key_of(word), "") for word in _NAME.findall(value) if word[0].isupper()]
    telling = [kind for kind in kinds if "C" not in kind]
    if not telling:
        return False
    before = text[:start]
    if len(kinds) > 1 or _TITLED.search(before):
        return True
    return any("F" in kind for kind in telling) and not _BEGINS.search(before)
