"""Text as it is compared: without case and accents.

without_accents("Škoda")      "Skoda"
normalised("Straße")          "strasse"    letters may become more
same_length("Straße")         "straße"     each character stays in its place
"""

import unicodedata
from typing import Final

LIKE: Final = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "–": "-",
    "—": "-",
    "‑": "-",
    "ᵉ": "e",
    "ʳ": "r",
}
"""Characters that people's keyboards exchange for the plain one."""


def without_accents(text: str) -> str:
    """The text without accents, each character in its plain form ("ﬁ" is "fi"). Case stays."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def normalised(text: str) -> str:
    """The text without case and accents."""
    return without_accents(text.casefold())


def has_letters(text: str) -> bool:
    """Whether a text says anything in words, in any script: an emoji or a number does not."""
    return any(character.isalpha() for character in text)


def same_length(text: str) -> str:
    """Lower case without the accents of Latin letters, character for character, so that offsets stay true."""
    return text.translate(_PLAIN).lower()


def _plain(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char)[0]
    return plain if plain.isascii() and plain.isalpha() else char


_PLAIN: Final = str.maketrans({chr(code): _plain(chr(code)) for code in range(0xC0, 0x180)} | LIKE)
