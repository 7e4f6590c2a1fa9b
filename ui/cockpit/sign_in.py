"""The form by which staff sign in, with what is asked besides the password.

Not `st.login`: that keeps an identity in a cookie and has no way to refresh the tokens that calls need.
"""

from collections.abc import Callable
from typing import Final

import streamlit as st

from contracts.staff import Challenge
from ui.cockpit.account import Account, answer_challenge, sign_in
from ui.cockpit.api import Api
from ui.cockpit.errors import CallFailed, SignInNeeded

_ASKED: Final = {
    "new_password": ("Choose a password of your own", "New password", "password"),
    "totp": ("Open your authenticator app", "Six digits", "default"),
}
_CHALLENGE: Final = "challenge"
"""Where the session keeps the user name and what is asked of them."""


def draw_sign_in(api: Api, username: str | None = None) -> Account | None:
    """Show the form; returns who has signed in with it, None until then. `username` is the only one that may."""
    pending: tuple[str, Challenge] | None = st.session_state.get(_CHALLENGE)
    if pending is None:
        return _ask_password(api, username)
    return _ask_besides(api, *pending)


def _ask_password(api: Api, username: str | None) -> Account | None:
    with st.form("password", border=username is None):
        name = st.text_input("User name", value=username or "", disabled=username is not None, autocomplete="username")
        password = st.text_input("Password", type="password", autocomplete="current-password")
        if not st.form_submit_button("Sign in", type="primary", width="stretch") or not name or not password:
            return None
    return _taken(name, lambda: sign_in(api, name.strip().lower(), password))


def _ask_besides(api: Api, username: str, challenge: Challenge) -> Account | None:
    title, label, kind = _ASKED[challenge.challenge]
    with st.form("challenge"):
        st.text(title)
        answer = st.text_input(label, type="password" if kind == "password" else "default", autocomplete="off")
        if not st.form_submit_button("Go on", type="primary", width="stretch") or not answer:
            return None
    return _taken(username, lambda: answer_challenge(api, username, challenge, answer))


def _taken(username: str, step: Callable[[], Account | Challenge]) -> Account | None:
    try:
        taken = step()
    except CallFailed as error:
        if isinstance(error, SignInNeeded):
            st.session_state.pop(_CHALLENGE, None)
        st.text(f"✕ {error}")
        return None
    if isinstance(taken, Account):
        st.session_state.pop(_CHALLENGE, None)
        return taken
    st.session_state[_CHALLENGE] = (username.strip().lower(), taken)
    st.rerun()
    return None
