"""A message to the future: that a hand-over must be looked at, unless something has been written of it by then."""

from contracts.base import Tolerant


class Moment(Tolerant):
    """When it is received nobody may have to do anything any more: the version tells."""

    tenant: str
    conversation_id: str
    handover_id: str
    version: int
