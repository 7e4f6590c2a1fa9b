"""Sign-ins that outlive their page."""

from datetime import UTC, datetime, timedelta

import pytest
from starlette.requests import Request

from tests.unit.ui.cockpit.recorded import Recorded, account
from ui.cockpit import account as accounts
from ui.cockpit.account import Account
from ui.cockpit.kept import TICKET_HEADER, Kept, keep, kept
from ui.cockpit.policy import KEPT_SECONDS, TICKET_SECONDS


@pytest.fixture
def anna() -> Account:
    """Somebody who is signed in."""
    return account(Recorded())


def later(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(seconds=seconds)

    monkeypatch.setattr(accounts, "datetime", Clock)
    monkeypatch.setattr("ui.cockpit.kept.datetime", Clock)


def request(ticket: str) -> Request:
    """What a page sends for its cookie."""
    return Request({"type": "http", "method": "POST", "headers": [(TICKET_HEADER.lower().encode(), ticket.encode())]})


def test_a_ticket_gives_the_name_of_its_sign_in_once(anna: Account) -> None:
    sign_ins = Kept()
    ticket = sign_ins.ticket(anna)
    name = sign_ins.redeem(ticket)
    assert sign_ins.account(name) is anna
    assert name != ticket
    assert sign_ins.redeem(ticket) is None


def test_an_old_ticket_gives_nothing(anna: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_ins = Kept()
    ticket = sign_ins.ticket(anna)
    later(TICKET_SECONDS + 1, monkeypatch)
    assert sign_ins.redeem(ticket) is None


def test_a_sign_in_that_no_page_uses_is_dropped(anna: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_ins = Kept()
    name = sign_ins.redeem(sign_ins.ticket(anna))
    later(KEPT_SECONDS + 1, monkeypatch)
    assert sign_ins.account(name) is None


def test_who_signed_out_is_forgotten(anna: Account) -> None:
    sign_ins = Kept()
    name, ticket = sign_ins.redeem(sign_ins.ticket(anna)), sign_ins.ticket(anna)
    sign_ins.forget(anna)
    assert sign_ins.account(name) is None
    assert sign_ins.redeem(ticket) is None


def test_nobody_is_found_without_a_cookie() -> None:
    assert Kept().account(None) is None


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(anna: Account) -> None:
    cookie = keep(request(kept().ticket(anna)), behind_tls=True).headers["Set-Cookie"]
    assert cookie.startswith("__Host-curbside-cockpit=")
    assert {"HttpOnly", "SameSite=strict", "Secure", "Path=/"} <= {part.strip() for part in cookie.split(";")}


def test_a_wrong_ticket_gets_no_cookie() -> None:
    refused = keep(request("guessed"), behind_tls=True)
    assert (refused.status_code, refused.headers.get("Set-Cookie")) == (403, None)
