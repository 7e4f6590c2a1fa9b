"""Canned replies by the words of their titles, tags and texts. Pure."""

from collections.abc import Iterable, Mapping
from typing import Final

from contracts.canned import CannedReply, CannedText, FilledReply
from conversations.canned.fill import fill
from languages.spoken import spoken

_TITLE: Final = 3
_TAG: Final = 2
_TEXT: Final = 1
"""What a word counts by where it is found: a title says what a reply is for."""


def find_canned(
    replies: Iterable[CannedReply], wanted: str, language: str, values: Mapping[str, str]
) -> list[FilledReply]:
    """Return the replies in a language that hold all words wanted, or words that begin so, the best first.

    Nothing wanted gives all of them. A reply that is not there in the language is left out.
    """
    words = spoken(wanted).split()
    found = [(reply, text) for reply in replies if (text := reply.languages.get(language))]
    rated = [(_score(reply, text, words), reply, text) for reply, text in found]
    best = sorted((one for one in rated if one[0] or not words), key=lambda one: (-one[0], one[2].title))
    return [_filled(reply, text, values) for _, reply, text in best]


def _score(reply: CannedReply, text: CannedText, words: list[str]) -> int:
    """How well a reply fits, higher is better; 0 where a word is nowhere in it."""
    places = (
        (_TITLE, spoken(text.title).split()),
        (_TAG, spoken(" ".join(reply.tags)).split()),
        (_TEXT, spoken(text.text).split()),
    )
    scores = [
        max((weight for weight, there in places if any(one.startswith(word) for one in there)), default=0)
        for word in words
    ]
    return sum(scores) if all(scores) else 0


def _filled(reply: CannedReply, text: CannedText, values: Mapping[str, str]) -> FilledReply:
    filled = fill(text.text, values)
    return FilledReply(name=reply.name, title=text.title, text=filled.text, gaps=filled.gaps, tags=reply.tags)
