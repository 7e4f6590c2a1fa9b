"""A scripted conversation, as it is written in `evaluation/data/conversations/LANGUAGE.yaml`: synthetic."""

from pathlib import Path
from typing import Final, Literal

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from contracts.base import Strict
from contracts.errors import InvalidInput
from contracts.language import Language
from contracts.public import ReplyKind
from contracts.turn import Text

FOLDER: Final = Path(__file__).parents[1] / "data" / "conversations"
NOWHERE: Final = "none"
"""In the place of a queue: the conversation waits for nobody."""

TurnKind = Literal[
    "question",
    "follow_up",
    "correction",
    "asked_back",
    "short_answer",
    "table",
    "own_car",
    "no_page",
    "out_of_scope",
    "request",
    "denied_wish",
    "question_while_waiting",
    "small_talk_while_waiting",
    "withdrawal",
    "danger",
    "danger_denied",
    "past_or_figurative",
    "self_harm",
    "courtesy",
    "assistant_question",
    "insult",
    "language_switch",
]
"""What a turn tries. `asked_back`: a question that nobody can answer before asking; `short_answer`: what is answered
then; `no_page`: a question about cars that no page of the demo answers; `past_or_figurative`: words of danger, and
nobody is in any."""
Danger = Literal["none", "asked", "alarm"]
"""What a reply makes of danger: nothing, a question whether anybody is in danger, or what to do and whom to call."""
Words = str | tuple[str, ...]
"""Words of a reply, or several of which one is enough. Case and kind of blank do not matter."""


class ScriptedTurn(Strict):
    """What the customer says, and what is right about the reply. What is left out may be anything."""

    say: Text
    kind: TurnKind
    reply: tuple[ReplyKind, ...] | None = None
    """The kinds of reply that are right."""
    cites: tuple[str, ...] | None = None
    """The pages of which the first one cited must be one, without folder of language and `.md`; none for no page."""
    has: tuple[Words, ...] = ()
    """What the reply must say, such as a figure."""
    lacks: tuple[str, ...] = ()
    """What it must not say."""
    buttons: tuple[str, ...] = ()
    """Words of which each must stand on one of the buttons."""
    queue: tuple[str, ...] | None = None
    """The queues in one of which the conversation waits after the turn; `none` for none."""
    danger: tuple[Danger, ...] = ("none",)
    language: Language | None = None
    """What the reply is in, if not in the language of the conversation."""


class Script(Strict):
    """A conversation."""

    name: str = Field(pattern=r"^[a-z]{2}-[a-z-]+$")
    """Begins with its language."""
    customer: str | None = None
    """One of the demo customers, if they are signed in."""
    turns: tuple[ScriptedTurn, ...] = Field(min_length=4, max_length=8)

    @property
    def language(self) -> str:
        """The language in which it begins, ISO 639-1."""
        return self.name[:2]


_SCRIPTS: Final = TypeAdapter(tuple[Script, ...])


def read_scripts(folder: Path = FOLDER) -> tuple[Script, ...]:
    """Return the conversations of all files, by name of the file. Raises `InvalidInput` naming a file that is wrong."""
    return tuple(script for path in sorted(folder.glob("*.yaml")) for script in _read(path))


def _read(path: Path) -> tuple[Script, ...]:
    try:
        return _SCRIPTS.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise InvalidInput(path.name, f"{path.name} is no list of conversations: {error}") from error
