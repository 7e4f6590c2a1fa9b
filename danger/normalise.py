"""A message as people would read it aloud: what hides its words from a program is undone. Pure, no model.

readable("br~akes")            "brakes"     a soft hyphen (here ~) and whatever else is invisible is gone
readable("brаkes")             "brakes"     a Cyrillic letter among Latin ones is the Latin one it looks like
readable("ｂｒａｋｅｓ")              "brakes"     wide, bold and circled letters are plain
readable("MY BRAKES FAILED")   "My brakes failed"
readable("heeeelp")            "help"

Text that is honestly Greek or Cyrillic stays as it is, and so do emojis, numbers and words that hold figures.
"""

import re
import unicodedata
from typing import Final

from danger.policy import LEET_SHARE, SHOUTED_LETTERS, SHOUTED_SHARE

_LIKE_CYRILLIC: Final = str.maketrans(
    "аеорсухіјѕԁһԛԝвмнктАВЕЅІЈКМНОРСТХУԚԜҮүӏ", "aeopcyxijsdhqwbmhktABESIJKMHOPCTXYQWYyl"
)
_LIKE_GREEK: Final = str.maketrans("ανορτυικηεΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳ", "avoptuikneABEZHIKMNOPTYXcj")
_LIKE_OTHERS: Final = str.maketrans("ᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡօ", "abcdefghijklmnoprstuvwyzago")
_LIKE_LATIN: Final = _LIKE_CYRILLIC | _LIKE_GREEK | _LIKE_OTHERS
"""Letters of other scripts, and the Latin ones that they look like."""
_LEET: Final = str.maketrans("013457@$!", "oieastasi")
_LATIN: Final = "A-Za-zÀ-ɏ"
_ALIEN: Final = "\u0370-\u03ff\u0400-\u052f"
"""Greek and Cyrillic."""
_NEVER_SEEN: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
_JOINERS: Final = re.compile(rf"[\u200c\u200d\ufe00-\ufe0f]+(?=[{_LATIN}])|(?<=[{_LATIN}])[\u200c\u200d\ufe00-\ufe0f]+")
"""They hold emojis and some scripts together; among Latin letters they hide words."""
_STACKED: Final = re.compile(rf"(?<=[{_LATIN}])[\u0300-\u036f\u0488\u0489\u20d0-\u20dc\u20e5-\u20f0]+")
"""Marks on a letter that has no such form: crossed out, or piled up."""
_DRAWN: Final = ("<wide>", "<font>", "<circle>", "<square>")
"""How Unicode says that a character is another one, drawn otherwise."""
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_WORD: Final = re.compile(r"\S+")
_ALIEN_WORD: Final = re.compile(rf"[{_LATIN}{_ALIEN}ᴀ-ᴢɐ-ʏꜱօ]+")
_HAS_LATIN: Final = re.compile(f"[{_LATIN}]")
_ADDRESS: Final = re.compile(r"\S+@\S+\.\S+|\S+://\S+|www\.\S+", re.IGNORECASE)
_LEET_WORD: Final = re.compile(r"(?=\S*[^\W\d_])(?=\S*[013457@$!]\S*[^\W\d_])(?:[^\W\d_]|[013457@$!'])+[.,;:?!]*")
"""Letters, and before one of them a figure or sign that letters are written with; no other figure."""
_LEET_INSIDE: Final = re.compile(r"\S*[^\W\d_][013457@$!][^\W\d_]\S*")
"""One stands between letters: told from the name of a model, such as 3er, even alone."""
_DRAGGED: Final = re.compile(r"([^\W\d_])\1{2,}")
_WITH_FIGURE: Final = re.compile(r"(?<!\S)\S*\d\S*")
"""Anchored where a word begins: otherwise 4,000 characters without a blank are read 8 million times."""
_TWICE: Final = re.compile(r"([^\W\d_])\1(?:\1|([^\W\d_])\2)")
"""A letter three times, or two letters each twice."""
_DOUBLED: Final = re.compile(r"(?:([^\W\d_])\1){2,}")


def readable(text: str) -> str:
    """Return the text with its words in plain sight. Emojis stay, and so does honest text in any script."""
    if not text.isascii():
        text = _in_latin(_plain(_visible(text)))
    return _dragged(_calm(_without_leet(text)))


def _visible(text: str) -> str:
    return _JOINERS.sub("", _NEVER_SEEN.sub("", text))


def _plain(text: str) -> str:
    """Return the text with each letter in its own form, accents composed."""
    drawn = _BEYOND_ASCII.sub(lambda found: _undrawn(found[0]), unicodedata.normalize("NFC", text))
    return _STACKED.sub("", unicodedata.normalize("NFC", drawn))


def _undrawn(char: str) -> str:
    if not unicodedata.decomposition(char).startswith(_DRAWN):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain.isascii() else char


def _in_latin(text: str) -> str:
    """Return the text with look-alike letters as Latin ones.

    That is so in a word that mixes scripts; and where no word is honestly of another script, in every word of a text
    that has Latin letters.
    """
    words = _ALIEN_WORD.findall(text)
    latin = any(map(_HAS_LATIN.search, words))
    honest = any(_is_alien(word) and not _looks_latin(word) for word in words)

    def as_latin(found: re.Match[str]) -> str:
        word = found[0]
        mixed = _HAS_LATIN.search(word) is not None
        return word.translate(_LIKE_LATIN) if mixed or (latin and not honest and _looks_latin(word)) else word

    return _ALIEN_WORD.sub(as_latin, text)


def _is_alien(word: str) -> bool:
    return _HAS_LATIN.search(word) is None


def _looks_latin(word: str) -> bool:
    return all(ord(letter) in _LIKE_LATIN for letter in word)


def _without_leet(text: str) -> str:
    """Return the text with figures as the letters they stand for, if many of its words are written like that.

    A single one may be a number plate, a booking or the name of a model.
    """
    words = [word for word in text.split() if not _ADDRESS.fullmatch(word)]
    leet = [word for word in words if _LEET_WORD.fullmatch(word) and sum(map(str.isalpha, word)) * 2 >= len(word)]
    told = len(leet) > 1 or any(map(_LEET_INSIDE.fullmatch, leet))
    if not told or len(leet) < LEET_SHARE * len(words):
        return text
    return _WORD.sub(lambda found: _as_letters(found[0]), text)


def _as_letters(word: str) -> str:
    body = word.rstrip(".,;:?!")
    if _ADDRESS.fullmatch(word) or not any(char.isalpha() for char in body):
        return word
    return body.translate(_LEET) + word[len(body) :]


def _calm(text: str) -> str:
    """Return a text that shouts in small letters; words that hold figures stay, since they may be plates or VINs."""
    words = _WITH_FIGURE.sub("", text)
    shouted, quiet = sum(map(str.isupper, words)), sum(map(str.islower, words))
    if shouted < SHOUTED_LETTERS or shouted < SHOUTED_SHARE * (shouted + quiet):
        return text
    calm = _WORD.sub(lambda found: found[0] if any(map(str.isdigit, found[0])) else found[0].lower(), text)
    return calm[:1].upper() + calm[1:]


def _dragged(text: str) -> str:
    """Return the text without letters that are held down, such as "heeelp", or struck twice, such as "hheellpp"."""
    return _WORD.sub(lambda found: _once(found[0]), text) if _TWICE.search(text) else text


def _once(word: str) -> str:
    if any(map(str.isdigit, word)):
        return word
    return word[::2] if _DOUBLED.fullmatch(word) else _DRAGGED.sub(r"\1", word)
