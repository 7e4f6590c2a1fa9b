"""Sign-ins that outlive their page: a cookie that no script can read names one, and its tokens stay on the server.

Streamlit forgets a person with their WebSocket, so with each reload. A page that has signed somebody in hands a ticket,
good once and for seconds, to `POST /kept`, which answers with the cookie. So the cookie's name for the sign-in is made
after it and by the server, and nobody can plant one beforehand.
"""

import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from threading import Lock
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from ui.cockpit.account import Account
from ui.cockpit.policy import TICKET_SECONDS

PATH: Final = "/kept"
TICKET_HEADER: Final = "X-Cockpit-Ticket"
"""A header of our own: another origin's page could only send it after asking, which nobody answers."""


class Kept:
    """The sign-ins of this process by what names them. One that was not used for a while is dropped."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tickets: dict[str, tuple[Account, datetime]] = {}
        self._accounts: dict[str, Account] = {}

    def ticket(self, account: Account) -> str:
        """Return what a page gets the cookie of its sign-in with, once."""
        ticket = secrets.token_urlsafe(32)
        with self._lock:
            self._tickets[ticket] = account, datetime.now(UTC) + timedelta(seconds=TICKET_SECONDS)
        return ticket

    def redeem(self, ticket: str) -> str | None:
        """Return a new name of the ticket's sign-in for a cookie, or None for a ticket that was used or is old."""
        with self._lock:
            account, ends_at = self._tickets.pop(ticket, (None, datetime.now(UTC)))
            if account is None or ends_at <= datetime.now(UTC):
                return None
            self._drop_idle()
            name = secrets.token_urlsafe(32)
            self._accounts[name] = account
            return name

    def account(self, name: str | None) -> Account | None:
        """Return the sign-in that a cookie names, if it is kept still."""
        with self._lock:
            self._drop_idle()
            return self._accounts.get(name or "")

    def forget(self, account: Account) -> None:
        """Keep a sign-in no longer."""
        with self._lock:
            self._accounts = {name: one for name, one in self._accounts.items() if one is not account}
            self._tickets = {ticket: one for ticket, one in self._tickets.items() if one[0] is not account}

    def _drop_idle(self) -> None:
        now = datetime.now(UTC)
        self._accounts = {name: one for name, one in self._accounts.items() if not one.idle}
        self._tickets = {ticket: one for ticket, one in self._tickets.items() if one[1] > now}


@cache
def kept() -> Kept:
    """Return those of this process: the page and the route share them."""
    return Kept()


def cookie_name(*, behind_tls: bool) -> str:
    """Return the cookie's name. `__Host-` has browsers take it over HTTPS and from this very host alone."""
    return "__Host-curbside-cockpit" if behind_tls else "curbside-cockpit"


def keep(request: Request, *, behind_tls: bool) -> Response:
    """Answer a page's ticket with the cookie of its sign-in. It ends with the browser."""
    name = kept().redeem(request.headers.get(TICKET_HEADER, ""))
    if name is None:
        return Response(status_code=403)
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    response.set_cookie(cookie_name(behind_tls=behind_tls), name, httponly=True, samesite="strict", secure=behind_tls)
    return response
