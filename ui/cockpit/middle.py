"""The middle pane: whose conversation it is, what one may do with it, transcript and composer."""

import streamlit as st

from ui.cockpit.components import CONVERSATION
from ui.cockpit.doing import claim, look, write
from ui.cockpit.redraw import redraw
from ui.cockpit.seen import Form, Seen
from ui.cockpit.thread import thread
from ui.cockpit.titles import queue_title, state_words, title_of


def draw_middle(seen: Seen) -> None:
    """Show the open conversation, which was read. To be called inside the fragment of the conversation."""
    conversation = seen.conversation
    if conversation is None:
        st.text("Choose a conversation on the left." if seen.selected is None else "Loading …")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="head"):
        with st.container(key="title-middle"):
            st.text(f"{title_of(conversation.conversation_id, seen.customer)} · {_where(seen)}")
        _buttons(seen)
    CONVERSATION(
        key="conversation-shown",
        data=thread(seen, conversation),
        on_look_change=lambda: look(seen, st.session_state["conversation-shown"].look),
        on_send_change=lambda: write(seen, st.session_state["conversation-shown"].send),
    )


def _where(seen: Seen) -> str:
    conversation, handover = seen.conversation, seen.handover
    if conversation is not None and conversation.closed:
        return "ended by the customer"
    if handover is None:
        return "with the assistant"
    return f"{queue_title(handover.queue)}, {state_words(handover, seen.account.member.staff_id)}"


def _buttons(seen: Seen) -> None:
    handover = seen.handover
    if handover is None:
        return
    if handover.may_claim:
        label = "Accept" if handover.state == "offered" else "Take"
        st.button(label, shortcut="Alt+K", type="primary", key="take", on_click=_claim, args=(seen,))
    if seen.holds or seen.supervises:
        _form(seen, "transfer", "Transfer", "Alt+T")
    if seen.holds:
        _form(seen, "give_back", "Give back", "Alt+G")
        _form(seen, "wrap_up", "Wrap up", "Alt+W")


def _form(seen: Seen, form: Form, label: str, shortcut: str) -> None:
    chosen = seen.form == form
    st.button(
        label,
        shortcut=shortcut,
        key=f"form-{form}",
        type="primary" if chosen else "secondary",
        on_click=_choose,
        args=(seen, None if chosen else form),
    )


def _choose(seen: Seen, form: Form | None) -> None:
    seen.form = form


def _claim(seen: Seen) -> None:
    if seen.selected:
        claim(seen, seen.selected)
    redraw(seen)
