"""A model's sentence as plain text: models write Markdown and HTML unasked, and where it is shown neither is read.

    unformatted("## **Stop** <b>now</b>. [] [1]")    "Stop now. [1]"

Lists, steps, tables and `[words](address)` stay: the widget shows them as what they are.
"""

import re
from typing import Final

_LINE_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ELEMENT: Final = re.compile(r"</?[a-z][^<>\n]{0,200}>", re.IGNORECASE)
_BEFORE_LINE: Final = re.compile(r"^[ \t]*(?:#{1,6}|>)[ \t]+", re.MULTILINE)
_BULLET: Final = re.compile(r"^([ \t]*)[*+][ \t]+", re.MULTILINE)
_EMPHASIS: Final = re.compile(r"\*\*+|`+|(?<![\w*])\*(?=\S)|(?<=[^\s*])\*(?![\w*])|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")
_EMPTY_MARKER: Final = re.compile(r"[ \t]*\[\s*\]")


def unformatted(sentence: str) -> str:
    """Return the sentence without marks of Markdown and HTML that mean nothing to its reader."""
    text = _ELEMENT.sub("", _LINE_BREAK.sub(" ", sentence))
    text = _BULLET.sub(r"\1- ", _BEFORE_LINE.sub("", text))
    return _EMPTY_MARKER.sub("", _EMPHASIS.sub("", text))
