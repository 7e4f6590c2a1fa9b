"""A conversation as staff see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.customer import Customer
from contracts.desk import Presence
from contracts.desk_api import ConversationSeen
from contracts.episode import Episode
from contracts.session import Session
from conversations.desk_view import handover_seen
from conversations.packet.make import packet_of
from conversations.stores import Desk
from store.desk import Floor
from store.staff_entries import Recorded


@dataclass(frozen=True)
class CustomerRecords:
    """What is kept of customers. Each raises `Unavailable`."""

    find_customer: Callable[[str], Customer | None]
    episodes: Callable[[str, str], list[Episode]]
    """By tenant and customer."""


def conversation_seen(
    session: Session,
    recorded: Sequence[Recorded],
    me: Presence,
    desk: Desk,
    records: CustomerRecords,
    now: datetime,
) -> ConversationSeen:
    """Return a conversation with what a person needs before they answer. Raises `Unavailable`."""
    handover = desk.handover(session.tenant, session.conversation_id)
    customer = records.find_customer(session.customer_id) if session.customer_id else None
    known = customer if customer and customer.tenant == session.tenant else None
    holder = desk.presence(session.tenant, handover.staff_id) if handover and handover.staff_id else None
    floor = Floor(presences={person.staff_id: person for person in (me, holder) if person})
    rules = desk.tenant(session.tenant).desk
    return ConversationSeen(
        conversation_id=session.conversation_id,
        customer_id=session.customer_id,
        language=session.dialogue.language or session.language,
        started_at=session.created_at,
        closed=session.closed_at is not None,
        holder=session.dialogue.holder,
        episode=session.episode,
        handover=handover_seen(handover, floor, me, rules) if handover else None,
        note=handover.note if handover else None,
        packet=packet_of(recorded, handover, known, now),
        episodes=tuple(records.episodes(session.tenant, known.customer_id)) if known else (),
        entries=tuple(one.entry for one in recorded),
    )
