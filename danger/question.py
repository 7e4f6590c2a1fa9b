"""The question asked back where danger is not ruled out, and its two answers, which a customer sends with a button."""

from functools import cache
from typing import Literal

from languages.normalise import normalised
from languages.phrases import Phrases
from languages.topic import words_of_all

Answer = Literal["in_danger", "safe"]


def answer_to_question(text: str) -> Answer | None:
    """Return what a message answers, if it is one of the two answers in any language and nothing else."""
    return _answers().get(_plain(text))


@cache
def _answers() -> dict[str, Answer]:
    said: dict[str, Answer] = {}
    for phrases in words_of_all(Phrases):
        said[_plain(phrases.texts["danger_yes"])] = "in_danger"
        said[_plain(phrases.texts["danger_no"])] = "safe"
    return said


def _plain(text: str) -> str:
    return normalised(text).strip(" .!\n")
