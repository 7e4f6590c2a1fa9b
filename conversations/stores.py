"""What use cases need of the tables, handed to them by the wiring: `handlers/wiring/conversations.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from contracts.desk import Change, EndedHandover, Handover, Presence
from contracts.episode import Episode
from contracts.public import TranscriptEntry
from contracts.session import Person, Session
from contracts.tenant import Tenant
from contracts.turn import TurnAnswer, TurnRequest
from store.desk import Floor
from store.steps import Event, Stored
from store.turns import Claim, Settle

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
    store_answer: Callable[[Session, Settle], TurnAnswer]
    add_answer: Callable[[Session, str, Settle], None]
    was_answered_again: Callable[[str, str], bool]


@dataclass(frozen=True)
class Desk:
    """The desks of one region, by tenant: see `store/desk.py` and `store/steps.py`."""

    region: str
    floor: Callable[[str], Floor]
    floors: Callable[[], list[str]]
    """Tenants that have a desk here."""
    open_floor: Callable[[str], None]
    """Lets a tenant be one of them."""
    handover: Callable[[str, str], Handover | None]
    presence: Callable[[str, str], Presence | None]
    ended: Callable[[str], list[EndedHandover]]
    tenant: Callable[[str], Tenant]
    change: Callable[[Change], bool]
    write: Callable[[Session, Session | None, Change, Event | None, Episode | None], Stored | None]
    message: Callable[[Session, Handover, Person, str, str, str], TranscriptEntry | None]
    note: Callable[[Session, Person, str, str, str], None]


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
