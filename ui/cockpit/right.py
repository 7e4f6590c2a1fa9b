"""The right pane: a form for what is being done with the conversation, and the packet."""

import re
from typing import Final

import streamlit as st

from contracts.desk_api import Transfer, WrapUp
from contracts.episode import Disposition
from ui.cockpit.components import PACKET
from ui.cockpit.doing import finished
from ui.cockpit.packet_view import sections
from ui.cockpit.redraw import redraw
from ui.cockpit.seen import Seen
from ui.cockpit.titles import queue_title

_ENDINGS: Final[dict[Disposition, str]] = {
    "solved": "Solved",
    "follow_up": "Follow-up needed",
    "not_ours": "Not ours",
    "no_answer": "Customer did not answer",
    "spam": "Spam",
}


def draw_right(seen: Seen) -> None:
    """Show what a person should know of the open conversation."""
    if seen.conversation is None:
        return
    if seen.form is not None:
        {"transfer": _transfer, "give_back": _give_back, "wrap_up": _wrap_up}[seen.form](
            seen, seen.conversation.conversation_id
        )
    PACKET(key="packet", data={"sections": sections(seen.conversation, seen.customer)})


def _transfer(seen: Seen, conversation_id: str) -> None:
    people = {
        one.staff_id: f"{one.name} ({one.status}, has {one.holding})" for one in (seen.desk.people if seen.desk else ())
    }
    people.pop(seen.handover.staff_id or "" if seen.handover else "", None)
    queues = {one.queue: queue_title(one.queue) for one in (seen.desk.queues if seen.desk else ())}
    with st.form("transfer", clear_on_submit=False):
        st.text("Hand it to …")
        names = {f"queue:{name}": f"Queue: {title}" for name, title in queues.items()}
        names |= {f"person:{name}": title for name, title in people.items()}
        to = st.selectbox(
            "To",
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder="Queue or person",
            label_visibility="collapsed",
            key=f"to-{conversation_id}",
        )
        note = st.text_area("Note to the next person", key=f"pass-note-{conversation_id}", height=90, max_chars=1000)
        if st.form_submit_button("Transfer", type="primary", width="stretch") and to:
            kind, _, name = to.partition(":")
            wanted = Transfer(
                queue=name if kind == "queue" else None, staff_id=name if kind == "person" else None, note=note or None
            )
            finished(seen, lambda: seen.calls.transfer(conversation_id, wanted))
            redraw(seen)


def _give_back(seen: Seen, conversation_id: str) -> None:
    with st.form("give-back"):
        st.text("Put it back in line, at its place")
        note = st.text_area("Note to the next person", key=f"back-note-{conversation_id}", height=90, max_chars=1000)
        if st.form_submit_button("Give back", type="primary", width="stretch"):
            finished(seen, lambda: seen.calls.give_back(conversation_id, note or None))
            redraw(seen)


def _wrap_up(seen: Seen, conversation_id: str) -> None:
    summary = seen.conversation.packet.summary if seen.conversation else ""
    tags = suggested_tags(seen)
    with st.form("wrap-up"):
        ending = st.selectbox(
            "How it ended", list(_ENDINGS), format_func=_ENDINGS.__getitem__, key=f"ending-{conversation_id}"
        )
        text = st.text_area(
            "Summary, to be corrected",
            value=summary[:2000],
            height=150,
            max_chars=2000,
            key=f"summary-{conversation_id}",
        )
        chosen = st.multiselect(
            "Tags", tags, default=tags, accept_new_options=True, max_selections=10, key=f"tags-{conversation_id}"
        )
        if st.form_submit_button("Finish", type="primary", width="stretch"):
            wanted = WrapUp(disposition=ending, summary=text, tags=tuple(dict.fromkeys(filter(None, map(tag, chosen)))))
            finished(seen, lambda: seen.calls.wrap_up(conversation_id, wanted))
            redraw(seen)


def suggested_tags(seen: Seen) -> list[str]:
    """Return what a conversation may be found by later: its queue, and how it sounded if that was bad."""
    packet, handover = seen.conversation.packet if seen.conversation else None, seen.handover
    found = [handover.queue] if handover else []
    found += ["complaint"] if packet and any(one.score < -0.6 for one in packet.mood) else []
    found += ["danger"] if packet and packet.dangers else []
    return found


def tag(text: str) -> str:
    """Return what somebody typed as a tag; empty where nothing of it can be one."""
    return re.sub(r"[^a-z0-9_-]+", "-", text.lower()).strip("-_")[:40]
