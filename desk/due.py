"""When something must happen to a hand-over although nobody does anything, and what."""

from datetime import datetime, timedelta
from typing import Literal

from contracts.desk import Change, Handover
from contracts.desk_rules import DeskRules
from contracts.policy import EMERGENCY_PRIORITY
from desk.policy import EMERGENCY_ESCALATE_AFTER

Due = Literal["lapse", "escalate"]


def next_moment(handover: Handover, rules: DeskRules, now: datetime) -> datetime | None:
    """Return when a hand-over must be looked at next if nothing is written of it before; None for one that is held.

    It lies in the future once what is `due` has been done.
    """
    queue = rules.of_queue(handover.queue)
    match handover.state:
        case "offered":
            return handover.since + timedelta(seconds=queue.offer_seconds)
        case "waiting":
            steps = () if _urgent(handover) else queue.steps
            moments = (handover.entered_at + timedelta(seconds=step.after_seconds) for step in steps)
            return min((moment for moment in (*moments, *_reports(handover, rules)) if moment > now), default=None)
        case _:
            return None


def due(handover: Handover, rules: DeskRules, now: datetime) -> Due | None:
    """Return what is due for a hand-over: an offer lapses, or its wait is reported to supervisors."""
    match handover.state:
        case "offered":
            lapses = handover.since + timedelta(seconds=rules.of_queue(handover.queue).offer_seconds)
            return "lapse" if now >= lapses else None
        case "waiting":
            return "escalate" if _passed(handover, rules, now) > handover.escalations else None
        case _:
            return None


def escalate(handover: Handover, rules: DeskRules, now: datetime) -> Change:
    """Note that the wait was reported to supervisors: one report is enough for all moments that have passed."""
    return Change(handover.changed(escalations=_passed(handover, rules, now)))


def _passed(handover: Handover, rules: DeskRules, now: datetime) -> int:
    return sum(1 for moment in _reports(handover, rules) if moment <= now)


def _reports(handover: Handover, rules: DeskRules) -> tuple[datetime, ...]:
    """When supervisors are told that it still waits.

    Of an emergency from when nobody had it, which may be long after it came into the line: it became one later, or
    whoever held it has vanished.
    """
    if _urgent(handover):
        return tuple(handover.since + timedelta(seconds=seconds) for seconds in EMERGENCY_ESCALATE_AFTER)
    marks = rules.of_queue(handover.queue).escalate_after
    return tuple(handover.entered_at + timedelta(seconds=seconds) for seconds in marks)


def _urgent(handover: Handover) -> bool:
    return handover.priority == EMERGENCY_PRIORITY
