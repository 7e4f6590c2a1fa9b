"""Texts of a register as plain text: no markup, no entities, single blanks."""

import html
import re
from functools import lru_cache
from typing import Final

_TAG: Final = re.compile(r"</?(?:a|b|br|em|i|li|p|span|strong|u|ul)\b[^<>]*>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\b[^<>]*>|</?(?:p|li|ul)\b[^<>]*>", re.IGNORECASE)


@lru_cache(maxsize=1_024)
def plain_text(text: str) -> str:
    """The text without HTML tags, whose words stay; a text such as "< 5 mm" is no tag.

    Rows of one campaign repeat their texts, hence the cache.
    """
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())
