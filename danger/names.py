"""Messages that name something and tell of no event: a button that we offer, and a bare word such as "my tyres"."""

from functools import cache
from typing import Final

from danger.policy import CALLS_FOR_HELP, UNSPACED_CHARS, UNSURE_NAME_FROM
from languages.normalise import normalised
from languages.phrases import intent_offered
from languages.topic import merged, words_of_all
from languages.topics.dangers import Dangers

_AROUND: Final = ".,;:?¿"


def tells_nothing(text: str, danger: float) -> bool:
    """Whether a message that is so probable a danger is harmless all the same, since it only names something."""
    offered = intent_offered(text)
    if offered is not None and offered not in CALLS_FOR_HELP:
        return True
    return danger < UNSURE_NAME_FROM and is_bare_name(text) and _bare(text) not in _dangers()


def is_bare_name(text: str) -> bool:
    """Whether a message is one word that nobody exclaims, alone or after an article or a word such as "my"."""
    return bool(_bare(text)) and "!" not in text


def _bare(text: str) -> str:
    """Return the one word of a message, without articles before it; empty if it is more, or words run together."""
    *before, word = normalised(text).split() or [""]
    named = word.strip(_AROUND).rpartition("'")[2]
    return named if set(before) <= _before() and len(word) < UNSPACED_CHARS else ""


@cache
def _before() -> frozenset[str]:
    return frozenset(map(normalised, merged(each.before for each in words_of_all(Dangers))))


@cache
def _dangers() -> frozenset[str]:
    return frozenset(map(normalised, merged(each.names for each in words_of_all(Dangers))))
