"""The supervisors' middle: who works on what, how the lines stand, and what needs somebody now."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from contracts.desk_api import DeskSeen, HandoverSeen, PersonAtDesk
from ui.cockpit.components import SUPERVISE
from ui.cockpit.desk_cards import card, queue_line
from ui.cockpit.doing import act
from ui.cockpit.redraw import redraw
from ui.cockpit.seen import Seen


def draw_supervision(seen: Seen) -> None:
    """Show the desk as a whole. To be called inside the fragment of the desk, which has read it."""
    if seen.desk is not None:
        SUPERVISE(
            key="supervision", data=supervision(seen, seen.desk, datetime.now(UTC)), on_act_change=lambda: _acted(seen)
        )


def supervision(seen: Seen, desk: DeskSeen, now: datetime) -> dict[str, Any]:
    """Return the desk as data of its component."""
    known = {one.conversation_id: one for one in (*desk.emergencies, *desk.waiting, *desk.mine, *desk.others)}
    return {
        "now": now.isoformat(),
        "alerts": [card(one, seen) for one in known.values() if needs_somebody(one, now)],
        "people": [_person(one, known.values(), seen) for one in desk.people],
        "queues": [queue_line(one, may_claim=False) for one in desk.queues],
    }


def needs_somebody(one: HandoverSeen, now: datetime) -> bool:
    """Whether a danger is not answered, an emergency waits, or somebody waits longer than the service level."""
    open_emergency = one.priority == 1 and one.state != "held"
    return bool(one.alert) or open_emergency or (one.due_at is not None and one.due_at < now)


def _person(one: PersonAtDesk, known: Iterable[HandoverSeen], seen: Seen) -> dict[str, Any]:
    return {
        "id": one.staff_id,
        "name": one.name,
        "status": one.status,
        "reason": one.reason,
        "holding": one.holding,
        "places": sum(one.places.values()),
        "languages": ", ".join(one.languages),
        "conversations": [card(each, seen) for each in known if each.staff_id == one.staff_id],
    }


def _acted(seen: Seen) -> None:
    seen.view = "work"
    act(seen, st.session_state["supervision"].act)
    redraw(seen)
