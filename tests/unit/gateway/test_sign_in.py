"""Signing in and out, with what is stored of the person."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from contracts.errors import TooManySignIns, Unauthenticated, Unavailable
from contracts.staff import ChallengeAnswer, RefreshSignIn, SignedIn, SignIn, Staff, StaffTokens
from gateway.cognito import Cognito
from gateway.sign_in import FrontDesk
from gateway.signing_keys import SigningKeys
from gateway.staff_tokens import StaffDoor, UserPool
from tests.unit.aws import REGION, refuse
from tests.unit.user_pool import ANNA, PASSWORD, Pool, public_keys

ASKED = SignIn.model_validate({"username": "anna", "password": PASSWORD})


class Records:
    """What is stored of people, and the calls that change it."""

    def __init__(self) -> None:
        self.known = {"anna": Staff.taken_from(ANNA)}
        self.ended: list[str] = []

    def end_sessions(self, staff_id: str) -> int:
        """As the store does it, and remembered."""
        self.ended.append(staff_id)
        return self.move(staff_id, int(time.time()) + 1)

    def move(self, staff_id: str, valid_from: int) -> int:
        """Let sign-ins of somebody count from then on."""
        self.known[staff_id] = self.known[staff_id].changed(valid_from=valid_from)
        return valid_from


@pytest.fixture
def records() -> Records:
    return Records()


@pytest.fixture
def desk(pool: Pool, records: Records) -> FrontDesk:
    pool.users.put(ANNA)
    pool.users.set_password("anna", PASSWORD)
    door = StaffDoor(UserPool(pool.issuer, pool.client_id), SigningKeys(public_keys), records.known.get)
    return FrontDesk(Cognito(pool.pool_id, pool.client_id, REGION), door, records.known.get, records.end_sessions)


def tokens(signed_in: SignedIn) -> StaffTokens:
    assert signed_in.tokens is not None
    return signed_in.tokens


def refreshed(desk: FrontDesk, refresh_token: str) -> SignedIn:
    return desk.refresh(RefreshSignIn.model_validate({"refresh_token": refresh_token}))


def test_who_signs_in_is_told_who_they_are_and_until_when(desk: FrontDesk) -> None:
    given = tokens(desk.sign_in(ASKED))
    assert given.staff == ANNA
    assert datetime.now(UTC) < given.expires_at <= datetime.now(UTC) + timedelta(hours=1)
    assert desk.door.member(given.access_token) == ANNA


def test_a_refresh_keeps_the_refresh_token(desk: FrontDesk) -> None:
    first = tokens(desk.sign_in(ASKED))
    assert tokens(refreshed(desk, first.refresh_token)).refresh_token == first.refresh_token


def test_a_challenge_is_handed_on_and_its_answer_signs_in(desk: FrontDesk, pool: Pool) -> None:
    first = pool.users.put(ANNA.changed(staff_id="ben"))
    asked = desk.sign_in(SignIn.model_validate({"username": "ben", "password": first}))
    assert asked.tokens is None
    assert asked.challenge is not None
    answer = ChallengeAnswer.model_validate(
        asked.challenge.model_dump() | {"username": "ben", "answer": "a password of Ben's"}
    )
    with pytest.raises(Unauthenticated, match="not valid"):  # nothing is stored of Ben
        desk.answer(answer)


def test_a_user_of_whom_nothing_is_stored_does_not_get_in(desk: FrontDesk, records: Records) -> None:
    records.known.clear()
    with pytest.raises(Unauthenticated):
        desk.sign_in(ASKED)


def test_signing_out_ends_sessions_here_and_refresh_tokens_there(desk: FrontDesk, records: Records) -> None:
    given = tokens(desk.sign_in(ASKED))
    signed_out = desk.sign_out("anna")
    assert records.ended == ["anna"]
    assert signed_out.valid_from.timestamp() == records.known["anna"].valid_from
    with pytest.raises(Unauthenticated, match="signed out"):
        desk.door.member(given.access_token)
    with pytest.raises(Unauthenticated, match="refresh token is not valid"):
        refreshed(desk, given.refresh_token)


def test_while_cognito_does_not_answer_nobody_is_signed_out_by_half(
    desk: FrontDesk, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, "AdminUserGlobalSignOut", "InternalErrorException")
    with pytest.raises(Unavailable):
        desk.sign_out("anna")
    assert records.ended == []


def test_a_sign_in_in_the_second_of_a_sign_out_is_asked_to_come_again_and_gets_in_then(
    desk: FrontDesk, records: Records
) -> None:
    records.move("anna", int(time.time()) + 60)
    with pytest.raises(TooManySignIns):
        desk.sign_in(ASKED)
    records.move("anna", int(time.time()))
    tokens(desk.sign_in(ASKED))


def test_an_authenticator_app_is_told_whose_secret_it_is(desk: FrontDesk) -> None:
    made = desk.begin_totp("anna", tokens(desk.sign_in(ASKED)).access_token)
    assert made.uri == f"otpauth://totp/Curbside%3Aanna?secret={made.secret}&issuer=Curbside"


def test_no_secret_is_shown_where_a_request_is_printed() -> None:
    asked = ChallengeAnswer.model_validate(
        {"username": "anna", "session": "hunter1" * 3, "challenge": "totp", "answer": "hunter2"}
    )
    shown = f"{ASKED!r} {ASKED} {asked!r} {asked} {asked.model_dump_json()}"
    assert not [word for word in (PASSWORD, "hunter1", "hunter2") if word in shown]
