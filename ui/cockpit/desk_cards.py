"""The left side as data of its component. Pure."""

from datetime import datetime, timedelta
from typing import Any

from contracts.desk_api import HandoverSeen, QueueSeen
from ui.cockpit.policy import NEARLY_DUE
from ui.cockpit.seen import Seen
from ui.cockpit.titles import queue_title, title_of, words


def desk_cards(seen: Seen, now: datetime) -> dict[str, Any]:
    """Return the cards of a desk that was read."""
    desk = seen.desk
    if desk is None:
        return {"now": now.isoformat(), "emergencies": [], "offers": [], "mine": [], "waiting": [], "queues": []}
    urgent = {one.conversation_id for one in desk.emergencies}
    mine = [one for one in desk.mine if one.conversation_id not in urgent]
    takes = {one.queue for one in (*desk.waiting, *desk.emergencies) if one.may_claim and one.state == "waiting"}
    return {
        "now": now.isoformat(),
        "nearly_due": NEARLY_DUE,
        "emergencies": [card(one, seen) for one in desk.emergencies],
        "offers": [card(one, seen) for one in mine if one.state == "offered"],
        "mine": [card(one, seen) for one in mine if one.state == "held"],
        "waiting": [card(one, seen) for one in desk.waiting],
        "queues": [queue_line(one, may_claim=one.queue in takes) for one in desk.queues],
    }


def card(one: HandoverSeen, seen: Seen) -> dict[str, Any]:
    """Return a conversation as a card."""
    theirs = one.staff_id is not None and one.staff_id != seen.account.member.staff_id
    return {
        "id": one.conversation_id,
        "title": seen.titles.get(one.conversation_id, title_of(one.conversation_id, None)),
        "queue": queue_title(one.queue),
        "priority": one.priority,
        "state": one.state,
        "language": one.language,
        "entered_at": one.entered_at.isoformat(),
        "due_at": one.due_at.isoformat() if one.due_at else None,
        "offer_ends_at": one.offer_ends_at.isoformat() if one.offer_ends_at else None,
        "alert": f"danger ({words(one.alert)})" if one.alert else None,
        "holder": one.staff_name if theirs else None,
        "unread": seen.unread(one.conversation_id) if one.state == "held" else 0,
        "may_claim": one.may_claim,
        "selected": one.conversation_id == seen.selected,
        "note": f"reported {one.escalations} times" if one.escalations > 1 else None,
    }


def queue_line(one: QueueSeen, *, may_claim: bool) -> dict[str, Any]:
    """Return a queue as a line."""
    due = one.oldest_at + timedelta(seconds=one.target_seconds) if one.oldest_at else None
    return {
        "queue": one.queue,
        "label": queue_title(one.queue),
        "waiting": one.waiting,
        "oldest_at": one.oldest_at.isoformat() if one.oldest_at else None,
        "due_at": due.isoformat() if due else None,
        "target_seconds": one.target_seconds,
        "late": one.late,
        "people": one.people,
        "may_claim": may_claim,
    }
