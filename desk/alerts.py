"""Which change of a hand-over people must be told of, wherever they are."""

from typing import Literal

from contracts.desk import Handover
from contracts.policy import EMERGENCY_PRIORITY

AlertKind = Literal["emergency", "still_waiting"]


def alert_kind(before: Handover | None, after: Handover) -> AlertKind | None:
    """Return what a change tells of: a new emergency or danger, or that somebody still waits; else None."""
    was_urgent = before is not None and before.priority == EMERGENCY_PRIORITY
    if after.priority == EMERGENCY_PRIORITY and not was_urgent:
        return "emergency"
    if after.alert is not None and (before is None or before.alert != after.alert):
        return "emergency"
    return "still_waiting" if before is not None and after.escalations > before.escalations else None
