"""What is said to customers. A placeholder such as `{queue}` is filled in when a phrase is used."""

from datetime import date
from functools import cache
from typing import ClassVar

from languages.policy import DEFAULT_LANGUAGE
from languages.served import SERVED_LANGUAGES
from languages.spoken import says, spoken
from languages.topic import Topic, words_of, words_of_all


class Phrases(Topic):
    """Everything that is said in one language."""

    file: ClassVar = "phrases.json"

    texts: dict[str, str]
    danger: dict[str, str]
    """What to do first, by kind of danger; `unclear` for the rest."""
    queues: dict[str, str]
    intents: dict[str, str]
    """What a customer would say for an intent: shown as a suggestion, ready to send."""
    languages: dict[str, str]
    months: tuple[str, ...]

    def day(self, day: date) -> str:
        """A date in words, such as 3 March 2027."""
        return self.texts["date"].format(day=day.day, month=self.months[day.month - 1], year=day.year)


def phrases_in(language: str) -> tuple[str, Phrases]:
    """The language that will be used, and its phrases: English where there are none in `language`."""
    used = language if language in SERVED_LANGUAGES else DEFAULT_LANGUAGE
    return used, words_of(Phrases, used)


def named_language(text: str) -> str | None:
    """The language that a message names, in whatever language: "auf Französisch bitte" names `fr`."""
    said = spoken(text)
    names = ((code, name) for phrases in words_of_all(Phrases) for code, name in phrases.languages.items())
    return next((code for code, name in names if says(said, (name,))), None)


def intent_offered(text: str) -> str | None:
    """The intent that a message is the suggestion for, word for word, in any language: somebody pressed a button."""
    return _offers().get(spoken(text))


@cache
def _offers() -> dict[str, str]:
    return {spoken(label): name for phrases in words_of_all(Phrases) for name, label in phrases.intents.items()}
