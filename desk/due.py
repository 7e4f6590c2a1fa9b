"""When something must happen to a hand-over although nobody does anything, and what."""

from datetime import datetime, timedelta
from typing import Literal

from contracts.desk import Handover
from contracts.desk_rules import DeskRules
from contracts.policy import EMERGENCY_PRIORITY
from desk.policy import EMERGENCY_ESCALATE_AFTER

Due = Literal["lapse", "escalate"]


def next_moment(handover: Handover, rules: DeskRules, now: datetime) -> datetime | None:
    """Return when a hand-over must be looked at next if nothing is written of it before; None for one that is held."""
    queue = rules.of_queue(handover.queue)
    match handover.state:
        case "offered":
            return handover.since + timedelta(seconds=queue.offer_seconds)
        case "waiting":
            marks = (*(step.after_seconds for step in queue.steps), *_reports(handover, rules))
            moments = (handover.entered_at + timedelta(seconds=mark) for mark in marks)
            return min((moment for moment in moments if moment > now), default=None)
        case _:
            return None


def due(handover: Handover, rules: DeskRules, now: datetime) -> Due | None:
    """Return what is due for a hand-over: an offer lapses, or its wait is reported to supervisors."""
    queue = rules.of_queue(handover.queue)
    if handover.state == "offered":
        return "lapse" if now >= handover.since + timedelta(seconds=queue.offer_seconds) else None
    waited = (now - handover.entered_at).total_seconds()
    passed = sum(1 for mark in _reports(handover, rules) if waited >= mark)
    return "escalate" if handover.state == "waiting" and passed > handover.escalations else None


def _reports(handover: Handover, rules: DeskRules) -> tuple[int, ...]:
    """When supervisors are told that it still waits, seconds in line."""
    urgent = handover.priority == EMERGENCY_PRIORITY
    return EMERGENCY_ESCALATE_AFTER if urgent else rules.of_queue(handover.queue).escalate_after
