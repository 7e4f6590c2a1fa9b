"""The words of a message that can tell its language: no addresses, numbers, plates or names of cars."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

NEUTRAL: Final = Path(__file__).with_name("neutral.json")
"""Words that say nothing about a language: names of cars and makers, and what is written alike everywhere."""
_ADDRESS: Final = re.compile(r"(?:https?:|www\.)\S+|\S+@\S+|[@#]\w+|\bhttp\b")
_PLATE: Final = re.compile(
    r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b"
    r"|\b(?:[A-ZÄÖÜ]{1,3}[ -])?[A-Z]{1,2}[ -]?\d{1,4}\b"
    r"|\b\d{4} ?[B-Z]{3}\b"
    r"|\b[A-Z]{2}[ -]\d{3}[ -][A-Z]{2}\b"
)
"""British, German, Spanish and French ones; the letters of others are lost among real words."""
_TOKEN: Final = re.compile(r"\w+(?:['’]\w+)*")
_STRETCHED: Final = re.compile(r"(\w)\1{2,}")


def telling_words(text: str) -> list[str]:
    """Words in lower case, composed (NFC), without those that tell nothing."""
    composed = unicodedata.normalize("NFC", text)
    tokens = _TOKEN.findall(_PLATE.sub(" ", _ADDRESS.sub(" ", composed)))
    return [word for token in tokens if (word := _telling(token))]


def _telling(token: str) -> str | None:
    """The word as it is judged, or None; letters that somebody leant on ("neeeein") count twice at most."""
    if not token.replace("'", "").replace("’", "").isalpha():
        return None
    word = _STRETCHED.sub(r"\1\1", token.replace("’", "'").casefold())
    return None if word in neutral_words() else word


@cache
def neutral_words() -> frozenset[str]:
    """What `neutral.json` lists."""
    groups: dict[str, list[str]] = json.loads(NEUTRAL.read_text(encoding="utf-8"))
    return frozenset(word for words in groups.values() for word in words)
