"""A turn that somebody looks after, in case whoever answers it dies."""

from contracts.base import Tolerant


class WatchedTurn(Tolerant):
    """A message to the future: sent before a turn is stored, received when it should long be answered."""

    conversation_id: str
    turn_id: str
    trace_id: str = ""
