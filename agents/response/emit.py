"""Showing a reply while it is being written."""

from collections.abc import Callable

from contracts.turn import AgentTask

Emit = Callable[[AgentTask, int, str], bool]
"""Shows a piece of a turn's reply to whoever follows the conversation: its place among the pieces, and its text.

Returns at once, and raises nothing: no reply depends on who watches it being written. Returns whether the piece was
shown: of a reply that was stopped no piece is, but for the first."""


def nobody_follows(task: AgentTask, place: int, text: str) -> bool:
    """Stands for `Emit` where nobody sees a reply before it is whole."""
    return True
