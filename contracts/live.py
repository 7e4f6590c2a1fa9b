"""A turn that came over a live connection, on its way to the function that answers it."""

from contracts.base import Tolerant
from contracts.channel import DEFAULT_CHANNEL, SentChannel


class LiveTurn(Tolerant):
    """What the function at the live connections hands to the supervisor, without waiting for it."""

    conversation_id: str
    connection_id: str
    """Who sent it, and is told if it is refused."""
    text: str
    client_turn_id: str
    channel: SentChannel = DEFAULT_CHANNEL
    trace_id: str = ""
