"""Messages that put right how the one before was read: "no, I meant the parts desk". All languages at once."""

import re
from collections.abc import Iterator
from functools import cache

from languages.normalise import same_length
from languages.topic import words_of_all
from languages.topics.corrections import Corrections


def meant_instead(text: str) -> str | None:
    """Return what a message says was meant, in its own words; None if it corrects nothing.

    "I mean, it is broken" corrects nothing: with a pause after them these words are said in passing.
    """
    plain = same_length(text).strip()
    for pattern in _patterns():
        found = pattern.fullmatch(plain)
        if found and found[1][0].isalnum():
            return text.strip()[slice(*found.span(1))]
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    written = (pattern for words in words_of_all(Corrections) for pattern in _written(words))
    return tuple(re.compile(pattern, re.DOTALL) for pattern in written)


def _written(words: Corrections) -> Iterator[str]:
    opener = rf"(?:(?:{'|'.join(map(re.escape, map(same_length, words.openers)))})\b[ ,.!:-]*)"
    yield from (rf"{opener}*{frame}" for frame in words.frames)
    yield from (rf"{opener}+{frame}" for frame in words.frames_after_an_opener)
