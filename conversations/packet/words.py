"""What a packet says, in the languages that people at the desk read: a file `words.LANGUAGE.json` each."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from contracts.base import Strict
from contracts.errors import ConfigurationError
from contracts.findings.sentiment import Sentiment

_FOLDER: Final = Path(__file__).parent
DEFAULT_LANGUAGE: Final = "en"
STAFF_LANGUAGES: Final = ("en", "de")


class Sentences(Strict):
    """What a summary is made of. Placeholders such as `{name}` are filled in when a sentence is used."""

    unknown_customer: str
    driver: str
    nothing_written: str
    said: str
    assistant: str
    answers: str
    questions: str
    repeats: str
    people: str
    danger_open: str
    danger_spoken_of: str
    note: str
    angry: str
    worse: str
    better: str
    waiting: str
    waited: str
    waiting_again: str
    earlier: str


class Words(Strict):
    """All that a packet says in one language."""

    sentences: Sentences
    feelings: Mapping[Sentiment, str]
    """How the last message sounded, where it was not angry."""
    wants: Mapping[str, str]
    """What a customer does, by intent; none for intents that ask for nothing."""
    dangers: Mapping[str, str]
    """By kind of danger."""
    queues: Mapping[str, str]
    """For whom somebody waits."""
    due_marks: Mapping[str, str]
    """What is said of something due besides its day: that it is overdue, only possible, or what a recall warns of."""
    reasons: Mapping[str, str]
    """Why a conversation is handed over, by rule; where one is missing the rule's own reason stands."""
    next_by_danger: Mapping[str, str]
    """What to do first, by kind of danger; `others` for the rest."""
    next_by_rule: Mapping[str, str]
    """What to do first, where the rule by which it was handed over asks for it."""
    next_by_intent: Mapping[str, str]


def words_in(language: str) -> Words:
    """Return the words of a language, or the English ones. Raises `ConfigurationError` for a file that is wrong."""
    return _read(language if language in STAFF_LANGUAGES else DEFAULT_LANGUAGE)


@cache
def _read(language: str) -> Words:
    path = _FOLDER / f"words.{language}.json"
    try:
        return Words.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ConfigurationError(f"{path.name} cannot be read, or is not as its model says") from error
