"""Text as people see it: without characters that only a program reads.

Invisible characters hide words from a filter and carry whole messages to a model: the tags of Unicode (U+E0000 and
on) spell ASCII that nobody sees (Goodside, January 2024). Emojis made of several lose their joiner and stay readable.
"""

import re
import unicodedata
from typing import Final

_GONE: Final = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Categories of Unicode: controls, formats such as zero-width ones, surrogates, private use, unassigned."""
_KEPT: Final = "\t\n"
_FILLERS: Final = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and marks that show nothing."""
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180f]")
"""They choose how the character before them is drawn."""
_LINE_ENDS: Final = re.compile("\r\n?|[\u0085\u2028\u2029]")


def visible(text: str) -> str:
    """Return the text without what shows nothing, every line ended by a line feed."""
    text = _LINE_ENDS.sub("\n", text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(_shows, _SELECTORS.sub("", text)))


def _shows(char: str) -> bool:
    return char in _KEPT or (char not in _FILLERS and unicodedata.category(char) not in _GONE)
