"""The desk as one person at it sees it. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from contracts.desk import Handover, Presence
from contracts.desk_api import DeskSeen, HandoverSeen, PersonAtDesk, QueueSeen
from contracts.desk_rules import DeskRules
from contracts.policy import EMERGENCY_PRIORITY
from desk.match import fits
from store.desk import Floor


def desk_seen(floor: Floor, me: Presence, rules: DeskRules, now: datetime, *, supervises: bool) -> DeskSeen:
    """Return what a person sees: what is theirs, what they may take, and how the lines stand; a supervisor sees all."""
    seen = [
        handover_seen(one, floor, me, rules, supervises=supervises)
        for one in sorted(floor.handovers, key=lambda one: one.rank)
    ]
    urgent = [one for one in seen if one.priority == EMERGENCY_PRIORITY and one.state != "held"]
    waiting = [one for one in seen if one.state == "waiting" and one not in urgent]
    return DeskSeen(
        me=person_seen(me),
        mine=tuple(one for one in seen if one.staff_id == me.staff_id),
        waiting=tuple(one for one in waiting if one.may_claim or supervises),
        emergencies=tuple(one for one in urgent if one.may_claim or supervises),
        others=tuple(one for one in seen if one.staff_id not in (None, me.staff_id)) if supervises else (),
        queues=queues_seen(floor, rules, now),
        people=tuple(person_seen(one) for one in floor.presences.values() if one.status != "offline"),
    )


def handover_seen(
    handover: Handover, floor: Floor, me: Presence, rules: DeskRules, *, supervises: bool = False
) -> HandoverSeen:
    """Return a hand-over as a person sees it."""
    queue, holder = rules.of_queue(handover.queue), floor.presences.get(handover.staff_id or "")
    offered = handover.state == "offered"
    return HandoverSeen(
        conversation_id=handover.conversation_id,
        handover_id=handover.handover_id,
        queue=handover.queue,
        priority=handover.priority,
        state=handover.state,
        entered_at=handover.entered_at,
        since=handover.since,
        due_at=None if handover.claimed_at else handover.entered_at + timedelta(seconds=queue.target_seconds),
        offer_ends_at=handover.since + timedelta(seconds=queue.offer_seconds) if offered else None,
        staff_id=handover.staff_id,
        staff_name=holder.name if holder else None,
        language=handover.needs.language,
        brand=handover.needs.brand,
        channel=handover.channel,
        alert=handover.alert,
        escalations=handover.escalations,
        version=handover.version or 0,
        may_claim=_may_claim(handover, me, rules, supervises=supervises),
    )


def person_seen(person: Presence) -> PersonAtDesk:
    """Return somebody at the desk as colleagues see them."""
    return PersonAtDesk(
        staff_id=person.staff_id,
        name=person.name,
        status=person.status,
        reason=person.reason,
        since=person.idle_since,
        holding=len(person.holds),
        places=person.capacity,
        languages=tuple(sorted(person.skills.languages)),
    )


def queues_seen(floor: Floor, rules: DeskRules, now: datetime) -> tuple[QueueSeen, ...]:
    """Return the lines in which somebody waits or from which somebody at the desk takes, by name."""
    waiting = [one for one in floor.handovers if one.state != "held"]
    available = [one for one in floor.presences.values() if one.status == "available"]
    names = {one.queue for one in waiting} | {topic for one in available for topic in one.skills.topics}
    return tuple(_queue_seen(name, waiting, available, rules, now) for name in sorted(names))


def _queue_seen(
    name: str, waiting: Iterable[Handover], available: Iterable[Presence], rules: DeskRules, now: datetime
) -> QueueSeen:
    line = [one.entered_at for one in waiting if one.queue == name]
    target = rules.of_queue(name).target_seconds
    return QueueSeen(
        queue=name,
        waiting=len(line),
        oldest_at=min(line, default=None),
        target_seconds=target,
        late=sum(1 for entered in line if now - entered > timedelta(seconds=target)),
        people=sum(1 for one in available if name in one.skills.topics),
    )


def _may_claim(handover: Handover, me: Presence, rules: DeskRules, *, supervises: bool) -> bool:
    if handover.state == "held" or me.status == "offline":
        return False
    if handover.state == "offered":
        return handover.staff_id == me.staff_id
    return supervises or fits(me, handover, rules.of_queue(handover.queue).steps[-1])
