"""Signing in and out of staff over HTTP, the user pool in moto."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from contracts.staff import SignedIn, StaffMember, StaffTokens
from gateway.authorize import Caller
from infra.staff import save_member
from store.staff import find_staff
from store.tables import GatewayItem
from tests.unit.aws import refuse
from tests.unit.handlers.conftest import Load
from tests.unit.handlers.events import CONVERSATION, Answer, read, request
from tests.unit.user_pool import ANNA, PASSWORD, Pool, create_pool, public_keys

pytestmark = pytest.mark.usefixtures("tables")
CALLER = Caller(
    kind="staff", tenant="harbour", staff_id="anna", name="Anna Keller", region="us-east-1", role="supervisor"
)
SIGN_IN = {"username": "anna", "password": PASSWORD}


@pytest.fixture
def pool(tables: None) -> Pool:
    """A pool with Anna, whose last sign-out is long ago."""
    made = create_pool()
    save_member(made.users, ANNA)
    made.users.set_password("anna", PASSWORD)
    GatewayItem("staff#anna").update(actions=[GatewayItem.valid_from.set(1)])
    return made


@pytest.fixture
def staff(load: Load, pool: Pool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    published = tmp_path / "jwks.json"
    published.write_bytes(public_keys())
    monkeypatch.setenv("STAFF_POOL", pool.pool_id)
    monkeypatch.setenv("STAFF_CLIENT", pool.client_id)
    monkeypatch.setenv("STAFF_ISSUER", pool.issuer)
    monkeypatch.setenv("JWKS_URL", published.as_uri())
    return load("staff")


def call(staff: ModuleType, path: str, body: object = None, caller: Caller | None = None, token: str = "") -> Answer:
    sent = request(
        "GET" if path == "me" else "POST",
        f"/staff/{path}",
        caller=caller,
        body=None if body is None else json.dumps(body),
    )
    sent["headers"] = {"Authorization": f"Bearer {token}"} if token else {}
    return read(staff.handler(sent, None))


def signed_in(answer: Answer) -> StaffTokens:
    assert answer.status == 200, answer.json
    tokens = SignedIn.model_validate(answer.json).tokens
    assert tokens is not None
    return tokens


def test_a_password_gives_tokens_and_says_who_it_is(staff: ModuleType) -> None:
    assert signed_in(call(staff, "sign-in", SIGN_IN)).staff == ANNA


def test_a_refresh_token_gives_the_next_access_token(staff: ModuleType) -> None:
    first = signed_in(call(staff, "sign-in", SIGN_IN))
    second = signed_in(call(staff, "refresh", {"refresh_token": first.refresh_token}))
    assert second.access_token != first.access_token


def test_a_first_password_is_answered_with_a_challenge_and_one_of_ones_own_signs_in(
    staff: ModuleType, pool: Pool
) -> None:
    first = save_member(pool.users, ANNA.changed(staff_id="ben", name="Ben"))
    GatewayItem("staff#ben").update(actions=[GatewayItem.valid_from.set(1)])
    asked = call(staff, "sign-in", {"username": "ben", "password": first})
    assert asked.json["tokens"] is None
    answer = {"username": "ben", "answer": "a password of Ben's", **asked.json["challenge"]}
    assert signed_in(call(staff, "challenge", answer)).staff.name == "Ben"


def test_a_wrong_password_is_a_401_and_tells_the_field_that_may_be_wrong(staff: ModuleType) -> None:
    refused = call(staff, "sign-in", SIGN_IN | {"password": "wrong"})
    assert (refused.status, refused.json["type"]) == (401, "urn:curbside:problem:unauthenticated")
    assert refused.json["field"] == "password"


def test_too_many_sign_ins_are_told_when_to_come_back(staff: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, "AdminInitiateAuth", "TooManyRequestsException")
    refused = call(staff, "sign-in", SIGN_IN)
    assert (refused.status, refused.json["type"]) == (429, "urn:curbside:problem:too-many-sign-ins")
    assert refused.headers["Retry-After"] == "2"


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("sign-in", {}, "username"),
        ("sign-in", {"username": "Anna", "password": "x"}, "username"),
        ("sign-in", {"username": "anna\n", "password": "x"}, "username"),
        ("sign-in", {"username": "a" * 65, "password": "x"}, "username"),
        ("sign-in", {"username": "anna", "password": ""}, "password"),
        ("sign-in", {"username": "anna", "password": "x" * 4097}, "password"),
        ("sign-in", {"username": "anna", "password": "x", "role": "admin"}, "role"),
        ("challenge", {"username": "anna", "session": "s" * 20, "challenge": "sms", "answer": "1"}, "challenge"),
        ("challenge", {"username": "anna", "session": "s", "challenge": "totp", "answer": "1"}, "session"),
        ("refresh", {"refresh_token": 7}, "refresh_token"),
    ],
)
def test_what_is_wrong_is_refused_by_its_field_and_not_shown(
    staff: ModuleType, path: str, body: dict[str, Any], field: str
) -> None:
    refused = call(staff, path, body)
    assert (refused.status, refused.json["field"]) == (422, field)
    assert "x" * 100 not in str(refused.json)


def test_who_calls_sees_what_is_stored_of_them_and_the_role_of_their_token(staff: ModuleType) -> None:
    answer = call(staff, "me", caller=CALLER)
    assert StaffMember.model_validate(answer.json) == ANNA.changed(role="supervisor")
    assert "valid_from" not in answer.json


def test_who_is_gone_since_the_authorizer_looked_is_not_known(staff: ModuleType) -> None:
    GatewayItem("staff#anna").delete()
    assert call(staff, "me", caller=CALLER).status == 401


def test_signing_out_moves_the_end_of_all_sessions_and_revokes_the_refresh_token(staff: ModuleType) -> None:
    tokens = signed_in(call(staff, "sign-in", SIGN_IN))
    answer = call(staff, "sign-out", caller=CALLER)
    stored = find_staff("anna")
    assert stored is not None
    assert answer.status == 200
    assert stored.valid_from > 1
    assert call(staff, "refresh", {"refresh_token": tokens.refresh_token}).status == 401


def test_an_authenticator_app_is_set_up_with_ones_own_token_and_asked_for_from_then_on(staff: ModuleType) -> None:
    token = signed_in(call(staff, "sign-in", SIGN_IN)).access_token
    assert call(staff, "totp", caller=CALLER, token=token).json["secret"]
    assert call(staff, "totp/confirm", {"code": "123456"}, CALLER, token).json == {"staff_id": "anna"}
    assert call(staff, "sign-in", SIGN_IN).json["challenge"]["challenge"] == "totp"


def test_a_wrong_code_of_the_app_is_a_wrong_field(staff: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, "VerifySoftwareToken", "EnableSoftwareTokenMFAException")
    refused = call(staff, "totp/confirm", {"code": "123456"}, CALLER, "token")
    assert (refused.status, refused.json["field"]) == (422, "code")


@pytest.mark.parametrize("code", ["", "12345", "1234567", "12345x", "123456\n", "١٢٣٤٥٦"])
def test_what_cannot_be_a_code_is_no_code(staff: ModuleType, code: str) -> None:
    refused = call(staff, "totp/confirm", {"code": code}, CALLER, "token")
    assert (refused.status, refused.json["field"]) == (422, "code")


@pytest.mark.parametrize("path", ["me", "sign-out", "totp", "totp/confirm"])
@pytest.mark.parametrize(
    "caller",
    [None, CONVERSATION, Caller(kind="publishable", tenant="harbour"), Caller(kind="secret", tenant="harbour")],
)
def test_nobody_but_staff_gets_in(staff: ModuleType, path: str, caller: Caller | None) -> None:
    refused = call(staff, path, {"code": "123456"} if "confirm" in path else None, caller)
    assert (refused.status, refused.json["field"]) == (401, "Authorization")


def test_no_password_code_or_token_is_logged(
    staff: ModuleType, logged: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = signed_in(call(staff, "sign-in", SIGN_IN))
    call(staff, "sign-in", SIGN_IN | {"password": "hunter2"})
    call(staff, "refresh", {"refresh_token": tokens.refresh_token})
    secret = call(staff, "totp", caller=CALLER, token=tokens.access_token).json["secret"]
    call(staff, "totp/confirm", {"code": "987654"}, CALLER, tokens.access_token)
    refuse(monkeypatch, "AdminInitiateAuth", "InternalErrorException")
    assert call(staff, "sign-in", SIGN_IN).status == 503
    lines = str(logged())
    assert len(logged()) == 7
    said = (PASSWORD, "hunter2", "987654", secret, tokens.access_token, tokens.refresh_token, "anna", "Anna")
    assert not [word for word in said if word in lines]
