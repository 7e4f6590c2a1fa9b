"""The cockpit's script: Streamlit runs it for each page, from the top at first and then fragment by fragment."""

from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from ui.cockpit import api
from ui.cockpit.account import Account
from ui.cockpit.api import Api
from ui.cockpit.components import KEEP
from ui.cockpit.kept import PATH, TICKET_HEADER, cookie_name, kept
from ui.cockpit.left import draw_left
from ui.cockpit.live import draw_live
from ui.cockpit.middle import draw_middle
from ui.cockpit.policy import CALM_SECONDS, FALLBACK_SECONDS
from ui.cockpit.reading import read_conversation
from ui.cockpit.redraw import CONVERSATION, DESK, LIVE, redraw
from ui.cockpit.right import draw_right
from ui.cockpit.seen import Seen
from ui.cockpit.settings import CockpitSettings, read_settings
from ui.cockpit.sign_in import draw_sign_in
from ui.cockpit.supervision import draw_supervision

_HERE: Final = Path(__file__).parent
_SEEN: Final = "seen"


@cache
def _settings() -> CockpitSettings:
    return read_settings()


@cache
def _api() -> Api:
    return Api(_settings().api_url, api.over_http())


def main() -> None:
    """Draw the page of whoever is signed in, or the form to do so."""
    st.set_page_config(page_title="Curbside", page_icon="💬", layout="wide")
    st.html(_HERE / "page.css")
    seen: Seen | None = st.session_state.get(_SEEN) or _from_cookie()
    if seen is None:
        _welcome()
        return
    if seen.signed_out:
        seen.asking = True
        _sign_in_again(seen)
    _draw(seen)
    seen.whole = False


def _from_cookie() -> Seen | None:
    account = kept().account(st.context.cookies.get(cookie_name(behind_tls=_settings().behind_tls)))
    return _begin(account) if account else None


def _begin(account: Account) -> Seen:
    seen = st.session_state[_SEEN] = Seen(account)
    return seen


def _welcome() -> None:
    with st.container(key="sign-in"):
        st.subheader("Curbside cockpit", anchor=False)
        account = draw_sign_in(_api())
    if account is not None:
        _begin(account).ticket = kept().ticket(account)
        st.rerun()


@st.dialog("Sign in again", dismissible=False)
def _sign_in_again(seen: Seen) -> None:
    st.text("Your sign-in has ended. What you were writing is still there.")
    account = draw_sign_in(_api(), seen.account.member.staff_id)
    if account is not None:
        seen.account, seen.ticket, seen.live_url = account, kept().ticket(account), None
        seen.signed_out = seen.asking = False
        st.rerun()


def _draw(seen: Seen) -> None:
    read_conversation(seen)  # before the list on the left, which says whose it is
    seen.fresh = True
    every = CALM_SECONDS if seen.live else FALLBACK_SECONDS
    with st.container(key="live"):
        st.fragment(draw_live, key=LIVE)(seen)
    if seen.ticket:
        with st.container(key="keep"):
            KEEP(key="keep-cookie", data={"path": PATH, "header": TICKET_HEADER, "ticket": seen.ticket})
    left, rest = st.columns([22, 78], gap="small")
    with left, st.container(key="left"):
        if seen.supervises:
            st.segmented_control(
                "View",
                ["work", "supervise"],
                key="view",
                default="work",
                required=True,
                format_func=str.capitalize,
                label_visibility="collapsed",
                width="stretch",
                on_change=_change_view,
                args=(seen,),
            )
        st.fragment(draw_left, run_every=every, key=DESK)(seen)
    with rest:
        if seen.view == "supervise":
            with st.container(key="middle"):
                st.fragment(draw_supervision, run_every=every, key="supervision-fragment")(seen)
        else:
            st.fragment(_draw_conversation, run_every=every, key=CONVERSATION)(seen)


def _change_view(seen: Seen) -> None:
    seen.view, seen.whole = st.session_state["view"] or "work", True


def _draw_conversation(seen: Seen) -> None:
    if not seen.fresh:
        read_conversation(seen)
    seen.fresh = False
    middle, right = st.columns([64, 36], gap="small")
    with middle, st.container(key="middle"):
        draw_middle(seen)
    with right, st.container(key="right"):
        draw_right(seen)
    if seen.signed_out and not seen.asking:
        redraw(seen)


main()
