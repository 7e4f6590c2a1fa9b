"""The left pane: presence, what may be taken at a key, and the desk's list."""

from datetime import UTC, datetime
from typing import Final

import streamlit as st

from contracts.desk import Status
from contracts.desk_api import HandoverSeen
from ui.cockpit.components import DESK
from ui.cockpit.desk_cards import desk_cards
from ui.cockpit.doing import act, claim, decline
from ui.cockpit.kept import kept
from ui.cockpit.reading import noted, read_desk, read_others
from ui.cockpit.redraw import redraw
from ui.cockpit.seen import Seen
from ui.cockpit.titles import words

_STATUS: Final[dict[Status, str]] = {"available": "● Available", "away": "◐ Away", "offline": "○ Offline"}
_REASONS: Final = ("break", "lunch", "meeting", "training", "paperwork")


def draw_left(seen: Seen) -> None:
    """Read the desk and show it. To be called inside the fragment of the desk."""
    read_desk(seen)
    if not seen.live:
        read_others(seen)
    _who(seen)
    _presence(seen)
    if seen.problem:
        _problem(seen)
    _keys(seen)
    DESK(key="desk-list", data=desk_cards(seen, datetime.now(UTC)), on_act_change=lambda: _acted(seen))
    if seen.signed_out and not seen.asking:
        redraw(seen)


def _who(seen: Seen) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key="who"):
        with st.container(key="title"):
            st.text(seen.account.member.name)
        st.text(
            "● live" if seen.live else "○ every 2 s",
            help="Changes are shown as they happen."
            if seen.live
            else "The live channel is down: the desk is read again every two seconds.",
        )
        with st.popover("⋯", help="More"):
            st.text(f"{seen.account.member.staff_id}, {seen.account.member.role}")
            st.button("Sign out everywhere", on_click=_sign_out, args=(seen,), key="sign-out")


def _presence(seen: Seen) -> None:
    me = seen.desk.me if seen.desk else None
    status: Status = me.status if me else "offline"
    if st.session_state.get("presence-shown") != status:
        st.session_state["presence"] = st.session_state["presence-shown"] = status
    st.segmented_control(
        "Presence",
        list(_STATUS),
        key="presence",
        format_func=lambda one: _STATUS[one],
        label_visibility="collapsed",
        on_change=_set_presence,
        args=(seen,),
        width="stretch",
        required=True,
    )
    if status == "away":
        reason = me.reason if me and me.reason in _REASONS else None
        st.selectbox(
            "Why away",
            _REASONS,
            index=_REASONS.index(reason) if reason else None,
            key="reason",
            format_func=words,
            placeholder="Why?",
            label_visibility="collapsed",
            on_change=_set_presence,
            args=(seen,),
        )


def _set_presence(seen: Seen) -> None:
    status: Status = st.session_state["presence"] or "offline"
    with noted(seen):
        seen.calls.be(status, st.session_state.get("reason") if status == "away" else None)


def _problem(seen: Seen) -> None:
    with st.container(horizontal=True, border=True, vertical_alignment="center"):
        st.text(f"✕ {seen.problem}")
        if st.button("✓", key="problem-seen", help="Dismiss", type="tertiary"):
            seen.problem = None
            st.rerun(scope="fragment")


def _keys(seen: Seen) -> None:
    """Buttons for what is done most, each with its key."""
    offered, next_one = _offered(seen), _next(seen)
    with st.container(horizontal=True, gap="small"):
        if offered:
            st.button("Accept", shortcut="Alt+A", type="primary", key="accept", on_click=_claim, args=(seen, offered))
            st.button("Decline", shortcut="Alt+X", key="decline", on_click=_decline, args=(seen, offered))
        else:
            st.button(
                "Take next",
                shortcut="Alt+N",
                key="next",
                on_click=_claim,
                args=(seen, next_one),
                disabled=next_one is None,
                width="stretch",
            )


def _offered(seen: Seen) -> str | None:
    mine = [*seen.desk.emergencies, *seen.desk.mine] if seen.desk else []
    me = seen.account.member.staff_id
    return next((one.conversation_id for one in mine if one.state == "offered" and one.staff_id == me), None)


def _next(seen: Seen) -> str | None:
    lines: list[HandoverSeen] = [*seen.desk.emergencies, *seen.desk.waiting] if seen.desk else []
    return next((one.conversation_id for one in lines if one.may_claim), None)


def _claim(seen: Seen, conversation_id: str | None) -> None:
    if conversation_id:
        claim(seen, conversation_id)
    redraw(seen)


def _decline(seen: Seen, conversation_id: str) -> None:
    decline(seen, conversation_id)
    redraw(seen)


def _acted(seen: Seen) -> None:
    act(seen, st.session_state["desk-list"].act)
    redraw(seen)


def _sign_out(seen: Seen) -> None:
    with noted(seen):
        seen.account.sign_out()
        kept().forget(seen.account)
        del st.session_state["seen"]
    redraw(seen)
