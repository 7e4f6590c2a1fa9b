"""What use cases need of the tables, handed to them by the wiring: `handlers/wiring/conversations.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from contracts.public import TranscriptEntry
from contracts.session import Session
from contracts.turn import TurnAnswer, TurnRequest
from store.turns import Claim

ReadPage = Callable[[str, str | None], tuple[list[TranscriptEntry], str | None]]
"""From a conversation and the key to read on after: a page of its messages, and the next key if there is more."""


@dataclass(frozen=True)
class Sessions:
    """The live side of conversations: see `store/sessions.py`."""

    existing: Callable[[str], Session]
    """Raises `NotFound` and `Unavailable`."""
    save: Callable[[Session], bool]
    change: Callable[[Session, Callable[[Session], Session]], Session]


@dataclass(frozen=True)
class Turns:
    """Messages and their replies, each written once: see `store/turns.py`."""

    was_claimed: Callable[[str, str], bool]
    claim: Callable[[str, str, TurnRequest, str], Claim]
    release: Callable[[str, str], None]
    find_message: Callable[[str, str], TurnRequest | None]
    find_answer: Callable[[str, str], TurnAnswer | None]
    store_answer: Callable[[Session, TurnAnswer, Callable[[Session], Session]], TurnAnswer]
    add_answer: Callable[[Session, TurnAnswer, str, Callable[[Session], Session]], None]
    was_answered_again: Callable[[str, str], bool]


@dataclass(frozen=True)
class Followers:
    """Whoever follows a turn live: see `handlers/wiring/live.py`. None of it raises, or waits for anybody."""

    accepted: Callable[[Claim], bool]
    """Is told that the turn's message is stored. Whether anybody follows."""
    step: Callable[[str, str], None]
    """Is told the turn, and which of its steps begins."""
    answered: Callable[[TurnAnswer], None]
    """Is told the reply, once it is stored."""


NOBODY: Final = Followers(accepted=lambda claim: False, step=lambda turn_id, step: None, answered=lambda answer: None)
