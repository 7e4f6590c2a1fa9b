"""Tickets: an address that opens one connection to one conversation, for a minute."""

from collections.abc import Callable
from datetime import UTC, datetime

from contracts.live import AtDesk
from gateway.credentials import fingerprint, is_staff_ticket, is_ticket, new_staff_ticket, new_ticket
from live.policy import CONNECTION_LIFE, TICKET_LIFE

SaveTicket = Callable[[str, str, datetime], None]
OpenConnection = Callable[[str, str, datetime], str | None]
SaveStaffTicket = Callable[[str, AtDesk, datetime], None]
OpenCockpit = Callable[[str, str, datetime], AtDesk | None]


def live_url(address: str, conversation_id: str, save: SaveTicket) -> str | None:
    """Return `address` with a ticket to the conversation; None where there is no address. Raises `Unavailable`."""
    if not address:
        return None
    ticket = new_ticket()
    save(fingerprint(ticket), conversation_id, datetime.now(UTC) + TICKET_LIFE)
    return f"{address}?ticket={ticket}"


def open_with(ticket: str, connection_id: str, open_connection: OpenConnection) -> str | None:
    """Return the conversation that a ticket opens, once; None for one that opens nothing. Raises `Unavailable`."""
    if not is_ticket(ticket):
        return None
    return open_connection(fingerprint(ticket), connection_id, datetime.now(UTC) + CONNECTION_LIFE)


def desk_url(address: str, person: AtDesk, save: SaveStaffTicket) -> str | None:
    """Return `address` with a ticket to the desk; None where there is no address. Raises `Unavailable`."""
    if not address:
        return None
    ticket = new_staff_ticket()
    save(fingerprint(ticket), person, datetime.now(UTC) + TICKET_LIFE)
    return f"{address}?ticket={ticket}"


def open_cockpit_with(ticket: str, connection_id: str, open_cockpit: OpenCockpit) -> AtDesk | None:
    """Return whose cockpit a ticket opens, once; None for one that opens none. Raises `Unavailable`."""
    if not is_staff_ticket(ticket):
        return None
    return open_cockpit(fingerprint(ticket), connection_id, datetime.now(UTC) + CONNECTION_LIFE)
