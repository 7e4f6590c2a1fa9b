"""Questions that the demo handbook answers: its own headings."""

import re
from typing import Final

from agents.__main__ import DOCUMENTS

EACH: Final = 3
"""Every third one is asked: enough to find some that leave a doubt."""
_HEADING: Final = re.compile(r"^## (.+\?)$", re.MULTILINE)


def headings() -> list[str]:
    """Return every third question that is a heading of the handbook's English pages."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.rglob("*.md"))]
    return [heading for text in texts if "\nlanguage: en\n" in text for heading in _HEADING.findall(text)][::EACH]
