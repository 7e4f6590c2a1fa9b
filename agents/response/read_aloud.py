r"""Lines of a reply as sentences that can be read aloud, one after the other.

in_sentences("You need:\n– a cable\n– a card [1]")    "You need: a cable. a card. [1]"
"""

import re
from typing import Final

_DASH: Final = re.compile(r"^[-–*•] +")
_MARKERS: Final = re.compile(r"(?:\s*\[\d[\d, ]*\])*\s*$")
_CLOSING: Final = "\"'”’»)]*_ "
"""What may stand behind the end of a sentence."""
_LINK: Final = re.compile(r"!?\[([^\]\n]+)\]\([^()\s]*\)")
_ROW_END: Final = re.compile(r" ?\| ?(?=\[\d|$)")
_CELL_END: Final = re.compile(r" ?\| ?")
_ENDS: Final = (".", "!", "?", "…", ":", ";", ",")
"""Also what goes on in the next line, as what announces a list does."""


def in_sentences(text: str) -> str:
    """Return the lines of a text in one, each ended, without the dashes of lists."""
    return " ".join(as_sentence(_DASH.sub("", line.strip())) for line in text.splitlines() if line.strip())


def spoken_sentence(sentence: str) -> str:
    """Return a sentence of a model, with a blank behind it if anything follows, as a voice says it.

    Of a link the words stay, and the cells of a row are told apart by commas.
    """
    line = " ".join(_LINK.sub(r"\1", sentence).split()).removeprefix("|")
    said = in_sentences(_CELL_END.sub(", ", _ROW_END.sub(" ", line)).strip())
    return f"{said} " if sentence[-1:].isspace() else said


def ended(text: str) -> str:
    """Return a text whose last sentence announces what is left out as one that ends there."""
    return f"{text[:-1]}." if text.endswith((":", ";", ",")) else text


def as_sentence(line: str) -> str:
    """Return a line with a point where it has no end, before the markers behind it."""
    markers = _MARKERS.search(line)
    said, behind = (line[: markers.start()], markers.group()) if markers else (line, "")
    return line if not said or said.rstrip(_CLOSING).endswith(_ENDS) else f"{said}.{behind}"
