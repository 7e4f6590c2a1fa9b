"""Which of the things offered a message means: "the second one", "die letzte bitte", "2". All languages at once."""

from functools import cache
from typing import Literal

from languages.spoken import spoken
from languages.topic import merged, words_of_all
from languages.topics.choices import Choices


def chosen(text: str, offered: tuple[str, ...]) -> str | None:
    """Return the offer that a message names by its place and says nothing besides; None if it names none.

    A place is named once: "the first or the second" chooses nothing.
    """
    said = [word for word in spoken(text).split() if word not in words_around()]
    if len(said) != 1 or not offered:
        return None
    if said[0] in _words("last"):
        return offered[-1]
    place = _places().get(said[0])
    return offered[place] if place is not None and place < len(offered) else None


def means_the_other(text: str) -> bool:
    """Return whether a message names the other of two things, whatever they are, and says nothing besides."""
    said = set(spoken(text).split()) - words_around() - _words("around_other")
    return bool(said) and said <= _words("other")


@cache
def _places() -> dict[str, int]:
    return {
        spoken(word): place
        for words in words_of_all(Choices)
        for place, names in enumerate(words.places)
        for word in names
    }


def words_around() -> frozenset[str]:
    """Words around a choice that say nothing more, such as articles, "one" and "please"."""
    return _words("around")


@cache
def _words(kind: Literal["around", "around_other", "last", "other"]) -> frozenset[str]:
    """The words of a kind in all languages, as they are spoken."""
    return frozenset(spoken(word) for word in merged(getattr(words, kind) for words in words_of_all(Choices)))
