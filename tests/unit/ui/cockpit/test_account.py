"""A sign-in: its tokens, and calls with them."""

from collections.abc import Mapping
from threading import Thread

import pytest

from contracts.desk_api import DeskSeen
from contracts.staff import Challenge
from tests.unit.ui.cockpit.recorded import URL, Recorded, account
from ui.cockpit.account import Account, sign_in
from ui.cockpit.api import Api
from ui.cockpit.errors import SignInNeeded


def test_a_token_with_time_left_is_used_as_it_is() -> None:
    recorded = Recorded(valid={"access-1"})
    account(recorded).call("GET", "/desk", DeskSeen)
    assert recorded.calls == [("GET", "/desk")]


def test_a_token_at_its_end_is_replaced_before_the_call() -> None:
    recorded = Recorded(valid={"access-1"})
    account(recorded, seconds=30).call("GET", "/desk", DeskSeen)
    assert recorded.calls == [("POST", "/staff/refresh"), ("GET", "/desk")]


def test_a_token_that_is_refused_is_replaced_once() -> None:
    recorded = Recorded(valid=set())
    account(recorded).call("GET", "/desk", DeskSeen)
    assert recorded.calls == [("GET", "/desk"), ("POST", "/staff/refresh"), ("GET", "/desk")]


def test_a_sign_in_that_was_ended_asks_for_a_new_one() -> None:
    class Ended(Recorded):
        def _tokens(self, operation: str) -> None:  # type: ignore[override]
            raise SignInNeeded("sign in again")

    with pytest.raises(SignInNeeded):
        account(Ended(valid=set())).call("GET", "/desk", DeskSeen)


def test_pages_that_find_the_same_token_refused_replace_it_once() -> None:
    recorded = Recorded(valid=set())
    person = account(recorded)
    pages = [Thread(target=person.call, args=("GET", "/desk", DeskSeen)) for _ in range(8)]
    for one in pages:
        one.start()
    for one in pages:
        one.join()
    assert recorded.refreshed == 1


def test_signing_out_ends_every_sign_in() -> None:
    recorded = Recorded()
    account(recorded).sign_out()
    assert recorded.calls == [("POST", "/staff/sign-out")]


def test_a_password_gives_an_account() -> None:
    recorded = Recorded()
    signed_in = sign_in(Api(URL, recorded.send), "anna", "a password")
    assert isinstance(signed_in, Account)
    assert signed_in.member.staff_id == "anna"
    assert recorded.bodies == [{"username": "anna", "password": "a password"}]


def test_what_is_asked_besides_a_password_is_given_back() -> None:
    class Asking(Recorded):
        def send(self, method: str, url: str, content: str | None, headers: Mapping[str, str]) -> tuple[int, bytes]:
            return 200, b'{"challenge": {"challenge": "totp", "session": "s"}}'

    asked = sign_in(Api(URL, Asking().send), "anna", "a password")
    assert asked == Challenge(challenge="totp", session="s")
