"""Staff on the running stack: they sign in, are known by their tokens, and are out once they have signed out."""

import base64
import json
import time
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from contracts.staff import SignedIn, StaffMember, StaffTokens
from infra.local.demo import STAFF
from infra.staff import read_staff
from tests.integration.chat import Chat, problem_of
from tests.integration.run import LocalRun
from tests.integration.staff import Cockpit, totp

DEMO = {member.staff_id: member for member in read_staff(STAFF)}
OWN = "a password of one's own"


@pytest.fixture(scope="module")
def cockpit(chat: Chat, stack: LocalRun) -> Cockpit:
    """The demo's staff."""
    return Cockpit(chat, stack)


@pytest.fixture(scope="module")
def anna(cockpit: Cockpit) -> StaffTokens:
    """Anna's tokens, whom no test signs out."""
    return cockpit.tokens_of("anna")


def said(token: str) -> dict[str, Any]:
    """The claims of a token, as anybody can read them."""
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


@pytest.mark.parametrize("staff_id", DEMO)
def test_the_demo_staff_sign_in_and_see_who_they_are(cockpit: Cockpit, staff_id: str) -> None:
    tokens = cockpit.tokens_of(staff_id)
    assert tokens.staff == DEMO[staff_id]
    answer = cockpit.me(tokens.access_token)
    assert answer.status_code == 200, answer.text
    assert StaffMember.model_validate_json(answer.content) == DEMO[staff_id]


def test_an_access_token_lives_ten_minutes_and_a_refresh_gives_the_next(cockpit: Cockpit, anna: StaffTokens) -> None:
    claims = said(anna.access_token)
    assert claims["exp"] - claims["iat"] == 600
    next_ones = cockpit.tokens(cockpit.refresh(anna))
    assert next_ones.access_token != anna.access_token
    assert cockpit.me(next_ones.access_token).status_code == 200


def test_a_wrong_password_and_an_unknown_user_are_refused_alike(cockpit: Cockpit) -> None:
    wrong = problem_of(cockpit.sign_in("anna", "wrong"), 401, "unauthenticated")
    unknown = problem_of(cockpit.sign_in("nobody", "wrong"), 401, "unauthenticated")
    assert wrong.model_copy(update={"trace_id": ""}) == unknown.model_copy(update={"trace_id": ""})


def test_a_newcomer_chooses_a_password_and_sets_up_an_authenticator_app(cockpit: Cockpit, tmp_path: Path) -> None:
    first = cockpit.add(tmp_path, "robin")
    asked = SignedIn.model_validate_json(cockpit.sign_in("robin", first).content).challenge
    assert asked is not None
    assert asked.challenge == "new_password"
    answer = {"username": "robin", "challenge": "new_password", "session": asked.session, "answer": OWN}
    tokens = cockpit.tokens(cockpit.chat.post("/staff/challenge", None, answer))

    secret = cockpit.chat.post("/staff/totp", tokens.access_token).json()["secret"]
    wrong = cockpit.chat.post("/staff/totp/confirm", tokens.access_token, {"code": "000000"})
    assert problem_of(wrong, 422, "invalid-input").field == "code"
    right = cockpit.chat.post("/staff/totp/confirm", tokens.access_token, {"code": totp(secret)})
    assert right.json() == {"staff_id": "robin"}

    asked = SignedIn.model_validate_json(cockpit.sign_in("robin", OWN).content).challenge
    assert asked is not None
    answer = {"username": "robin", "challenge": "totp", "session": asked.session}
    refused = cockpit.chat.post("/staff/challenge", None, answer | {"answer": "000000"})
    assert problem_of(refused, 401, "unauthenticated").field == "answer"
    signed_in = cockpit.tokens(cockpit.chat.post("/staff/challenge", None, answer | {"answer": totp(secret)}))
    assert cockpit.me(signed_in.access_token).status_code == 200


def test_who_signs_out_is_out_everywhere_at_the_next_call_and_can_sign_in_again(cockpit: Cockpit) -> None:
    here, there = cockpit.tokens_of("ben"), cockpit.tokens_of("ben")
    refreshed = cockpit.tokens(cockpit.refresh(there))
    for token in (here, there, refreshed):
        assert cockpit.me(token.access_token).status_code == 200
    assert cockpit.chat.post("/staff/sign-out", here.access_token).status_code == 200
    for token in (here, there, refreshed):
        problem_of(cockpit.me(token.access_token), 401, "unauthenticated")
        problem_of(cockpit.refresh(token), 401, "unauthenticated")
    problem_of(cockpit.chat.post("/staff/sign-out", here.access_token), 401, "unauthenticated")
    assert cockpit.me(cockpit.tokens_of("ben").access_token).status_code == 200


def test_who_is_disabled_is_out_and_does_not_come_in_again(cockpit: Cockpit, tmp_path: Path) -> None:
    first = cockpit.add(tmp_path, "kim", role="supervisor")
    asked = SignedIn.model_validate_json(cockpit.sign_in("kim", first).content).challenge
    assert asked is not None
    answer = {"username": "kim", "challenge": "new_password", "session": asked.session, "answer": OWN}
    tokens = cockpit.tokens(cockpit.chat.post("/staff/challenge", None, answer))
    assert tokens.staff.role == "supervisor"
    cockpit.operate("disable", "kim")
    problem_of(cockpit.me(tokens.access_token), 401, "unauthenticated")
    problem_of(cockpit.refresh(tokens), 401, "unauthenticated")
    problem_of(cockpit.sign_in("kim", OWN), 401, "unauthenticated")
    assert "kim\tsupervisor, disabled\tdemo" in cockpit.operate("list")


def test_a_forged_token_opens_nothing(cockpit: Cockpit, anna: StaffTokens) -> None:
    head, body, signature = anna.access_token.split(".")
    key_id = jwt.get_unverified_header(anna.access_token)["kid"]
    own_key = generate_private_key(public_exponent=65537, key_size=2048)
    admin = said(anna.access_token) | {"username": "ada", "cognito:groups": ["admin"]}
    raised = base64.urlsafe_b64encode(json.dumps(admin).encode()).rstrip(b"=").decode()
    nothing = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": key_id}).encode()).rstrip(b"=").decode()
    for forged in (
        f"{head}.{raised}.{signature}",
        f"{nothing}.{raised}.{signature}",
        f"{nothing}.{raised}.",
        jwt.encode(admin, own_key, algorithm="RS256", headers={"kid": key_id}),
        jwt.encode(admin, own_key, algorithm="RS256", headers={"kid": "made up"}),
        jwt.encode(admin, "secret" * 8, algorithm="HS256", headers={"kid": key_id}),
        f"{head}.{body}.{signature[:-4]}AAAA",
    ):
        problem_of(cockpit.me(forged), 401, "unauthenticated")
    assert cockpit.me(anna.access_token).status_code == 200


@pytest.mark.parametrize(("method", "path"), [("GET", "me"), ("POST", "sign-out"), ("POST", "totp")])
def test_keys_and_tokens_of_customers_open_nothing_of_staff(
    cockpit: Cockpit, chat: Chat, anna: StaffTokens, method: str, path: str
) -> None:
    for credential in (chat.keys.publishable, chat.keys.secret, chat.visit().token, anna.refresh_token, None):
        headers = {"Authorization": f"Bearer {credential}"} if credential else {}
        answer = chat.http.request(method, f"{chat.url}/staff/{path}", headers=headers)
        problem_of(answer, 401, "unauthenticated")
    assert cockpit.me(anna.access_token).status_code == 200


def test_a_token_of_staff_opens_nothing_of_customers(chat: Chat, anna: StaffTokens) -> None:
    token, conversation = anna.access_token, chat.visit()
    path = f"/conversations/{conversation.id}"
    problem_of(chat.post("/conversations", token, {}), 401, "unauthenticated")
    problem_of(chat.post("/prompts/enhance", token, {"prompt": "Classify the mail."}), 401, "unauthenticated")
    problem_of(chat.get("/documents/warranty", token), 401, "unauthenticated")
    problem_of(chat.post(f"{path}/turns", token, {"text": "x", "client_turn_id": "1"}), 404, "not-found")
    problem_of(chat.get(f"{path}/turns", token), 404, "not-found")
    problem_of(chat.post(f"{path}/live", token), 404, "not-found")
    problem_of(chat.post(f"{path}/close", token), 404, "not-found")
    assert not conversation.transcript().closed


def test_a_sign_in_that_is_not_over_opens_nothing(cockpit: Cockpit) -> None:
    problem_of(cockpit.chat.post("/staff/totp", None), 401, "unauthenticated")
    answer = {"username": "anna", "challenge": "totp", "session": "made up " * 8, "answer": str(int(time.time()))[-6:]}
    assert cockpit.chat.post("/staff/challenge", None, answer | {"username": "nobody"}).status_code == 401
