"""A matter that a customer had, once a person has finished with it: what the next person reads of it."""

from datetime import datetime
from typing import Annotated, Literal

from contracts.base import Tolerant
from contracts.unknown import unknown_is

Disposition = Literal["solved", "follow_up", "not_ours", "no_answer", "spam"]
"""How a matter ended, as its person says."""


class Episode(Tolerant):
    """One matter of a customer, from its first message to the wrap-up."""

    tenant: str
    customer_id: str
    conversation_id: str
    episode: int
    """Counts the matters of a conversation, from 1: `episode` of its session while it was open."""
    ended_at: datetime
    disposition: Annotated[Disposition, unknown_is("follow_up", Disposition)]
    """A word that this version does not know counts as not done yet."""
    tags: tuple[str, ...] = ()
    summary: str = ""
    """What it was about and how it ended, in the words of its person; else the packet's."""
    staff_name: str | None = None
    """Who finished it."""
