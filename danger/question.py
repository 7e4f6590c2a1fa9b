"""What customers answer with a button: whether they are in danger, and that a message that alarmed tells of none."""

from functools import cache
from typing import Literal

from languages.normalise import normalised
from languages.phrases import Phrases
from languages.topic import words_of_all

Answer = Literal["in_danger", "safe", "no_emergency"]
"""`no_emergency` is `safe`, and asks for the answer to the message that was told whom to call."""


def answer_to_question(text: str) -> Answer | None:
    """Return what a message answers, if it is one of these in any language and nothing else."""
    return _answers().get(_plain(text))


@cache
def _answers() -> dict[str, Answer]:
    said: dict[str, Answer] = {}
    for phrases in words_of_all(Phrases):
        said[_plain(phrases.texts["danger_yes"])] = "in_danger"
        said[_plain(phrases.texts["danger_no"])] = "safe"
        said[_plain(phrases.texts["no_emergency"])] = "no_emergency"
    return said


def _plain(text: str) -> str:
    return normalised(text).strip(" .!\n")
