"""Set phrases in four languages. `phrases.json` holds them; a placeholder such as `{queue}` is filled in when used."""

from datetime import date
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from contracts.base import Strict
from contracts.policy import DEFAULT_LANGUAGE


class Phrases(Strict):
    """Everything that is said in one language."""

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


@cache
def all_phrases() -> dict[str, Phrases]:
    """The phrases of every language."""
    path = Path(__file__).with_name("phrases.json")
    return TypeAdapter(dict[str, Phrases]).validate_json(path.read_bytes())


def phrases_in(language: str) -> tuple[str, Phrases]:
    """The language that will be used, and its phrases: English where there are none in `language`."""
    known = all_phrases()
    used = language if language in known else DEFAULT_LANGUAGE
    return used, known[used]


def named_language(text: str) -> str | None:
    """The language that a message names, in whatever language: "auf Französisch bitte" names `fr`."""
    said = text.casefold()
    names = ((code, name) for phrases in all_phrases().values() for code, name in phrases.languages.items())
    return next((code for code, name in names if name.casefold() in said), None)
