"""What frames need on their way: who follows a conversation, and how one of them is reached."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from contracts.session import Session
from contracts.turn import TurnAnswer

Outcome = Literal["sent", "gone", "failed"]


@dataclass(frozen=True)
class Line:
    """The connections of all conversations; see `store/connections.py`, `store/positions.py` and `live/post.py`."""

    connections: Callable[[str], list[str]]
    """Those that follow a conversation. Raises `Unavailable`."""
    post: Callable[[str, bytes], Outcome]
    """Sends a frame to a connection; raises nothing."""
    forget: Callable[[str, str], None]
    """Deletes a conversation's connection that is gone. Raises `Unavailable`."""
    last_position: Callable[[str], int]
    """Of the entry of a conversation that was stored last. Raises `Unavailable`."""
    position_of: Callable[[str, str], int]
    """Of a message, by its turn's id. Raises `Unavailable`."""
    position_of_reply: Callable[[str, str], int]
    """Of a reply, by its turn's id. Raises `Unavailable`."""
    answer: Callable[[str, str], TurnAnswer | None]
    """Of a conversation's turn, if it is stored. Raises `Unavailable`."""
    session: Callable[[str], Session]
    """Raises `NotFound` and `Unavailable`."""
