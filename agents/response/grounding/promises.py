"""Promises that a model may not make of its own accord. The words stand in `languages/LANGUAGE/promises.json`."""

import re
from functools import cache
from typing import Final, Literal, get_args

from languages.normalise import normalised, same_length
from languages.served import served
from languages.topic import words_of
from languages.topics.promises import Promises

Promise = Literal["legal", "price", "delivery", "medical", "person"]
PROMISES: Final[tuple[Promise, ...]] = get_args(Promise)


def promises(sentence: str, language: str) -> list[Promise]:
    """Return the kinds of promises that a sentence makes."""
    plain = normalised(same_length(sentence))
    return [kind for kind in PROMISES if _pattern(kind, served(language)).search(plain)]


@cache
def _pattern(kind: Promise, language: str) -> re.Pattern[str]:
    patterns: tuple[str, ...] = getattr(words_of(Promises, language), kind)
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
