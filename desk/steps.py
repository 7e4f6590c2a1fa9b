"""What may become of a hand-over: in line, offered, held, over. Each step says what it changes; none writes."""

from collections.abc import Mapping
from datetime import datetime

from contracts.desk import NO_CHANGE, Change, EndedHandover, Ending, Handover, Presence
from contracts.errors import NotYours, Taken
from contracts.policy import CRISIS_QUEUE, EMERGENCY_PRIORITY

Presences = Mapping[str, Presence]
"""Who is at the desk, by their id."""


def offer(handover: Handover, person: Presence, now: datetime) -> Change:
    """Ask a person to take a hand-over that waits. It takes one of their places."""
    asked = handover.changed(state="offered", staff_id=person.staff_id, since=now)
    return Change(asked, (_with(person, handover),))


def claim(handover: Handover, person: Presence, presences: Presences, now: datetime) -> Change:
    """Let a person take a hand-over: one that is offered to them, or one that waits.

    Raises `Taken` where somebody else holds it or is being asked. Claiming what one holds changes nothing.
    """
    if handover.state == "held" and handover.staff_id == person.staff_id:
        return NO_CHANGE
    if handover.state == "held" or handover.staff_id not in (None, person.staff_id):
        raise Taken("somebody else has it")
    held = handover.changed(
        state="held", staff_id=person.staff_id, since=now, claimed_at=handover.claimed_at or now, alert=None
    )
    return Change(held, (_with(presences.get(person.staff_id, person), handover),))


def pass_on(handover: Handover, staff_id: str, presences: Presences, now: datetime) -> Change:
    """Take back an offer that its person declined or let lapse. Raises `NotYours` where they are not asked."""
    if handover.state != "offered" or handover.staff_id != staff_id:
        raise NotYours("it is not offered to you any more")
    return give_back(handover, presences, now)


def give_back(handover: Handover, presences: Presences, now: datetime, note: str | None = None) -> Change:
    """Put a hand-over back in line at its place: whoever held it, or was asked, is gone or has no time.

    They are asked last from now on: somebody who gives it back would else be asked again in the same moment.
    """
    passed = tuple(dict.fromkeys((*handover.passed_by, *filter(None, [handover.staff_id]))))
    waits = _in_line(handover, now).changed(passed_by=passed, note=note or handover.note)
    return Change(waits, _freed(handover, presences, now))


def transfer(handover: Handover, queue: str, presences: Presences, now: datetime, note: str | None = None) -> Change:
    """Put a hand-over in another queue's line, at the place that its age gives it there."""
    moved = _in_line(handover, now).changed(queue=queue, note=note or handover.note, passed_by=(), escalations=0)
    return Change(moved, _freed(handover, presences, now))


def hand_to(
    handover: Handover, person: Presence, presences: Presences, now: datetime, note: str | None = None
) -> Change:
    """Offer a hand-over to one person by name, whoever has it now."""
    asked = handover.changed(state="offered", staff_id=person.staff_id, since=now, note=note or handover.note)
    freed = _freed(handover, presences, now, but=person.staff_id)
    return Change(asked, (*freed, _with(person, handover)))


def raise_to(handover: Handover, queue: str, priority: int, presences: Presences, now: datetime) -> Change:
    """Make a hand-over more urgent.

    What a person holds stays with them. What waits goes to the queue that is named, but never out of a crisis, and what
    becomes an emergency goes back in line, where all who fit may take it. What would be less urgent stays as it is.
    """
    if priority > handover.priority:
        return NO_CHANGE
    urgent = handover.changed(priority=priority)
    if handover.state == "held":
        return Change(urgent)
    line = handover.queue if handover.queue == CRISIS_QUEUE else queue
    becomes_emergency = priority == EMERGENCY_PRIORITY < handover.priority
    return transfer(urgent, line, presences, now) if becomes_emergency or line != handover.queue else Change(urgent)


def end(handover: Handover, ending: Ending, presences: Presences, now: datetime) -> Change:
    """End a hand-over: nothing that was begun for it can happen any more."""
    handled = (now - handover.claimed_at).total_seconds() if handover.claimed_at else None
    ended = EndedHandover(handover=handover, ending=ending, ended_at=now, handled_seconds=handled)
    return Change(presences=_freed(handover, presences, now), ended=ended)


def _in_line(handover: Handover, now: datetime) -> Handover:
    """It waits again. That nobody has an emergency any more is reported anew."""
    reported = 0 if handover.priority == EMERGENCY_PRIORITY else handover.escalations
    return handover.changed(state="waiting", staff_id=None, since=now, escalations=reported)


def _with(person: Presence, handover: Handover) -> Presence:
    return person.changed(holds={**person.holds, handover.conversation_id: handover.channel})


def _freed(handover: Handover, presences: Presences, now: datetime, but: str | None = None) -> tuple[Presence, ...]:
    """Whoever held a hand-over or was asked, with that place free again. Nobody where they have left the desk."""
    person = presences.get(handover.staff_id or "")
    if person is None or person.staff_id == but or handover.conversation_id not in person.holds:
        return ()
    left = {name: channel for name, channel in person.holds.items() if name != handover.conversation_id}
    return (person.changed(holds=left, idle_since=now),)
