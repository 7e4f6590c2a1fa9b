"""Whether a message asks something, in any language."""

from functools import cache

from languages.spoken import spoken
from languages.topic import merged, words_of_all
from languages.topics.clauses import Clauses


def asks(text: str) -> bool:
    """Whether a message holds a question mark or begins as a question does."""
    return "?" in text or f"{spoken(text)} ".startswith(_beginnings())


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(f"{spoken(word)} " for word in merged(each.questions for each in words_of_all(Clauses)))
