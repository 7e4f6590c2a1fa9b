"""What is known of a live connection, and of a turn that came over one on its way to the function that answers it."""

from contracts.base import Tolerant
from contracts.channel import DEFAULT_CHANNEL, SentChannel
from contracts.staff import StaffRole


class LiveTurn(Tolerant):
    """What the function at the live connections hands to the supervisor, without waiting for it."""

    conversation_id: str
    connection_id: str
    """Who sent it, and is told if it is refused."""
    text: str
    client_turn_id: str
    channel: SentChannel = DEFAULT_CHANNEL
    trace_id: str = ""


class AtDesk(Tolerant):
    """A person of the staff whose cockpit holds a live connection."""

    staff_id: str
    name: str
    tenant: str
    region: str
    role: StaffRole
    since: int
    """When its ticket was given, seconds since 1970: who signs out afterwards is heard no more."""
