"""Languages that their letters give away: everything that is not written in Latin letters."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LANGUAGE_OF_SCRIPT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ARABIC": "ar",
        "ARMENIAN": "hy",
        "BENGALI": "bn",
        "CJK": "zh",
        "CYRILLIC": "ru",
        "DEVANAGARI": "hi",
        "GEORGIAN": "ka",
        "GREEK": "el",
        "GUJARATI": "gu",
        "GURMUKHI": "pa",
        "HANGUL": "ko",
        "HEBREW": "he",
        "HIRAGANA": "ja",
        "KATAKANA": "ja",
        "TAMIL": "ta",
        "TELUGU": "te",
        "THAI": "th",
    }
)
"""The script as Unicode names it, and the language that most people write in it."""
LETTERS_OF: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "uk": frozenset("іїєґ"),
        "be": frozenset("ў"),
        "sr": frozenset("ђћџљњј"),
        "fa": frozenset("پچژگ"),
        "ur": frozenset("ٹڈڑے"),
    }
)
"""Letters that tell the others which share a script."""


def language_of_script(text: str) -> str | None:
    """The language of a text most of whose letters are not Latin; None for all others."""
    scripts = Counter(unicodedata.name(letter, "").split(" ", 1)[0] for letter in text if letter.isalpha())
    if not scripts or scripts["LATIN"] * 2 > scripts.total():
        return None
    if scripts["HIRAGANA"] or scripts["KATAKANA"]:
        return "ja"
    del scripts["LATIN"]
    language = LANGUAGE_OF_SCRIPT.get(scripts.most_common(1)[0][0])
    return language and _told_by_letters(text.lower(), language)


def _told_by_letters(text: str, language: str) -> str:
    near = {"ru": ("be", "uk", "sr"), "ar": ("ur", "fa")}.get(language, ())
    return next((name for name in near if LETTERS_OF[name] & set(text)), language)
