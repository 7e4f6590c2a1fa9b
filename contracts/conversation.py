"""Starting, reading and ending a conversation."""

from datetime import datetime
from typing import Final, Literal

from pydantic import Field

from contracts.base import Strict, Tolerant
from contracts.language import ExistingLanguage, Language
from contracts.public import TranscriptEntry, Waiting
from contracts.session import CallerScope, Holder

TRANSCRIPT_KEY: Final = r"[0-9a-f]{32}(~reply|~feedback)?"
"""What `after` looks like: the key of an entry, in signs that need no encoding in an address."""


class StartConversation(Strict):
    """Body of `POST /conversations`."""

    language: ExistingLanguage = "en"
    """What the page is in. Greeted in English where there is no greeting in it."""
    customer_id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{1,64}$")
    """Only a secret site key may name a customer: a browser could name anybody."""
    scopes: tuple[CallerScope, ...] = ()
    """What the holder of the token may see besides. Only a secret site key may ask for any."""


class ConversationStarted(Strict):
    """Answer to `POST /conversations`."""

    conversation_id: str
    token: str
    """Opens this conversation and nothing else. Shown once."""
    expires_at: datetime
    language: Language
    greeting: str
    suggestions: tuple[str, ...]
    live_url: str | None = None
    """A WebSocket with a ticket for one connection, to be opened within a minute; null where there is none."""


class LiveAddress(Strict):
    """Answer to `POST /conversations/{id}/live`."""

    live_url: str | None
    """A WebSocket with a ticket for one connection, to be opened within a minute; null where there is none."""


class Transcript(Strict):
    """Messages of a conversation, oldest first."""

    conversation_id: str
    started_at: datetime
    closed: bool
    holder: Holder
    """Who answers next: `bot`, `queue` while a person is waited for, or `person`."""
    person: str | None = None
    """Name of the person who has the conversation, where one has."""
    waiting: Waiting | None = None
    """Where the customer stands who waits for a person."""
    greeting: str
    """What the bot said first, before any entry."""
    language: Language
    """What the greeting is in, ISO 639-1."""
    suggestions: tuple[str, ...]
    """What a customer may say to the greeting, ready to send."""
    entries: tuple[TranscriptEntry, ...]
    next: str | None = None
    """Pass as `after` to read on."""


class HeldBy(Strict):
    """Answer to `POST /conversations/{id}/leave`."""

    conversation_id: str
    holder: Holder
    """Who answers next."""


class ConversationEnded(Strict):
    """Answer to `POST /conversations/{id}/close`."""

    conversation_id: str
    closed_at: datetime


class SiteKey(Tolerant):
    """A key that a website holds. `publishable` keys may stand in a page; `secret` keys stay on a server."""

    tenant: str
    name: str
    kind: Literal["publishable", "secret"]
