"""Which records of their own a customer asks for: "when does my warranty end". All languages at once."""

import re
from functools import cache
from typing import Final, get_args

from languages.normalise import normalised, same_length
from languages.topic import merged, words_of_all
from languages.topics.records import RecordKind, RecordWords

KINDS: Final[tuple[RecordKind, ...]] = get_args(RecordKind)
_SPOKEN_OF_AS_SERVICE: Final[tuple[RecordKind, ...]] = ("recall", "last_service")
"""What is spoken of in the words of a service too, as in "llamada a revisión" and "the last service"."""


def records_named(text: str) -> tuple[RecordKind, ...]:
    """The kinds of record that a message names, in no order of its own."""
    said = normalised(same_length(text))
    named = {kind for kind in KINDS if _kind(kind).search(said)} | set(_asked_outright(said))
    if named.intersection(_SPOKEN_OF_AS_SERVICE):
        named.discard("service")
    if _words("other_warranties").search(said):
        named.discard("warranty")
    return tuple(kind for kind in KINDS if kind in named)


def asks_for_a_record(text: str, *, own: bool = False) -> bool:
    """Whether a message asks when or whether, about the customer's own, and wants nothing done.

    `own`: whose it is needs no words, since a vehicle of theirs was named.
    """
    said = normalised(same_length(text))
    whose = own or _words("own").search(said) is not None
    asks = whose and _words("asking").search(said) is not None
    return (asks or bool(_asked_outright(said))) and not _acts_besides(said)


def asks_outright(text: str) -> bool:
    """Whether a message asks for a record in words that hardly mean anything else: "what car do I have"."""
    said = normalised(same_length(text))
    return bool(_asked_outright(said)) and not _acts_besides(said)


def wants_something_done(text: str) -> bool:
    """Whether a message is about doing something, or about what it costs or covers."""
    return _words("acting").search(normalised(same_length(text))) is not None


def _acts_besides(said: str) -> bool:
    """Whether a text says that something is to be done, but for what asks outright: "the status of my complaint"."""
    for kind in KINDS:
        said = _outright(kind).sub(" ", said)
    return _words("acting").search(said) is not None


def record_words() -> tuple[str, ...]:
    """Return patterns of the words for every kind of record, in normalised text."""
    return merged(patterns for each in words_of_all(RecordWords) for patterns in each.kinds.values())


def _asked_outright(said: str) -> list[RecordKind]:
    return [kind for kind in KINDS if _outright(kind).search(said)]


@cache
def _kind(kind: RecordKind) -> re.Pattern[str]:
    return _whole(merged(each.kinds.get(kind, ()) for each in words_of_all(RecordWords)))


@cache
def _outright(kind: RecordKind) -> re.Pattern[str]:
    return _whole(merged(each.outright.get(kind, ()) for each in words_of_all(RecordWords)))


@cache
def _words(field: str) -> re.Pattern[str]:
    return _whole(merged(getattr(each, field) for each in words_of_all(RecordWords)))


def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)")
