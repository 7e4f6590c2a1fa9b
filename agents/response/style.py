"""How a model is to write this reply: what stands behind the turn, so that the prompt before it is cached for all."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from agents.response.policy import LIMITS
from contracts.channel import Channel
from contracts.policy import ANGRY_SCORE
from contracts.turn import AgentTask
from languages.phrases import phrases_in
from languages.policy import DEFAULT_LANGUAGE

_UPSET: Final = "The customer is upset: begin with what helps, in few words."
_OF_CHANNEL: Final[Mapping[Channel, str]] = MappingProxyType(
    {
        "chat": "At most {characters} characters. Steps go one a line, each with its number.",
        "speech": "At most {characters} characters: the reply is read aloud to somebody who may be driving. Whole "
        "sentences that can be understood by ear, one after the other: no lists, no tables, no links, and units as "
        "words, such as kilometres per hour for km/h. Leave out anything else before a warning.",
    }
)


def style_of(task: AgentTask, language: str) -> list[str]:
    """Return sentences about the language, the channel and the mood of a reply."""
    names, mood = phrases_in(DEFAULT_LANGUAGE)[1].languages, task.findings.sentiment
    style = [
        f"Write in {names.get(language, language)}.",
        _OF_CHANNEL[task.channel].format(characters=LIMITS[task.channel].reply_chars),
    ]
    return [*style, _UPSET] if mood is not None and mood.score <= ANGRY_SCORE else style
