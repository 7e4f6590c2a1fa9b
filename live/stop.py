"""A reply that is being written, and that nobody wants to see more of.

Whoever writes it asks before each sentence but the first, and now and then within one. What was shown by then is the
reply.
"""

from datetime import UTC, datetime

from live.policy import STOP_LIFE
from store.connections import save_stop, was_stopped


def stop(turn_id: str) -> None:
    """Stop the reply to a turn. Raises `Unavailable`."""
    save_stop(turn_id, datetime.now(UTC) + STOP_LIFE)


def is_stopped(turn_id: str) -> bool:
    """Whether the reply to a turn was stopped. Raises `Unavailable`."""
    return was_stopped(turn_id)
