"""Showing a reply while it is being written."""

from collections.abc import Callable
from typing import Final, NamedTuple

from contracts.turn import AgentTask


class Emit(NamedTuple):
    """Whoever follows the conversation. Nothing here raises: no reply depends on who watches it being written."""

    show: Callable[[AgentTask, int, str], None]
    """Shows a piece of a turn's reply, its place among the pieces and its text, and returns at once."""
    is_wanted: Callable[[AgentTask], bool]
    """Whether more of a turn's reply is wanted: false once it was stopped."""


NOBODY_FOLLOWS: Final = Emit(show=lambda task, place, text: None, is_wanted=lambda task: True)
"""Where nobody sees a reply before it is whole."""
