"""A conversation as staff see it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from contracts.customer import Customer
from contracts.desk import Presence
from contracts.desk_api import ConversationSeen
from contracts.session import Session
from conversations.desk_view import handover_seen
from conversations.packet.make import packet_of
from conversations.stores import Desk
from store.desk import Floor
from store.staff_entries import Recorded


def conversation_seen(
    session: Session,
    recorded: Sequence[Recorded],
    me: Presence,
    desk: Desk,
    find_customer: Callable[[str], Customer | None],
    now: datetime,
) -> ConversationSeen:
    """Return a conversation with what a person needs before they answer. Raises `Unavailable`."""
    handover = desk.handover(session.tenant, session.conversation_id)
    customer = find_customer(session.customer_id) if session.customer_id else None
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
        entries=tuple(one.entry for one in recorded),
    )
