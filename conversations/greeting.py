"""What the bot says before anybody has asked. Pure, so that it need not be stored to be said again."""

from typing import NamedTuple

from conversations.policy import GREETING_SUGGESTIONS
from languages.phrases import phrases_in


class Greeting(NamedTuple):
    """The greeting of a conversation."""

    language: str
    """Of the text: English where nobody greets in the conversation's own."""
    text: str
    suggestions: tuple[str, ...]
    """What a customer may answer, ready to send."""


def greeting_in(language: str) -> Greeting:
    """Return the greeting of a conversation that was started in a language."""
    spoken, phrases = phrases_in(language)
    return Greeting(
        language=spoken,
        text=phrases.texts["greeting"],
        suggestions=tuple(phrases.intents[name] for name in GREETING_SUGGESTIONS),
    )
