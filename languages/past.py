"""Sentences that tell of what is long past: "last week the car in front of me caught fire". All languages at once."""

from functools import cache

from languages.spoken import says, spoken
from languages.topic import merged, words_of_all
from languages.topics.past import Past


def is_long_past(text: str) -> bool:
    """Whether a sentence says that it was a week ago or longer, and nothing of the present."""
    words = spoken(text)
    return says(words, _long_ago()) and not says(words, _present())


@cache
def _long_ago() -> tuple[str, ...]:
    return merged(each.long_ago for each in words_of_all(Past))


@cache
def _present() -> tuple[str, ...]:
    return merged(each.present for each in words_of_all(Past))
