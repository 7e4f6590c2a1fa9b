"""Who is calling."""

import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest

from contracts.conversation import SiteKey
from contracts.errors import Unauthenticated
from contracts.ids import new_id
from contracts.session import Session
from gateway.authorize import Caller, authorize, bearer
from gateway.credentials import fingerprint, new_conversation_token, new_site_key
from infra.package import ROOT
from tests.unit.builders import session
from tests.unit.signed import ANNA, door, token

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FIRST, SECOND = new_id(), new_id()
PAGE_KEY, SERVER_KEY = new_site_key(), new_site_key()
TOKEN = new_conversation_token(FIRST)
KEYS = {
    fingerprint(PAGE_KEY): SiteKey(tenant="harbour", name="page", kind="publishable"),
    fingerprint(SERVER_KEY): SiteKey(tenant="harbour", name="server", kind="secret"),
}
SESSIONS: Mapping[str, Session] = {
    FIRST: session(
        FIRST, tenant="harbour", token_sha256=fingerprint(TOKEN), token_expires_at=NOW + timedelta(seconds=1)
    ),
    SECOND: session(SECOND, token_sha256=fingerprint(new_conversation_token(SECOND))),
}


def look_up(key: str) -> NoReturn:
    raise AssertionError("looked up")


def who(credential: str, now: datetime = NOW) -> Caller:
    return authorize(credential, KEYS.get, SESSIONS.get, door(ANNA).member, now)


def test_a_publishable_key_is_known_as_one() -> None:
    assert who(PAGE_KEY) == Caller(kind="publishable", tenant="harbour")


def test_a_secret_key_is_known_as_one() -> None:
    assert who(SERVER_KEY) == Caller(kind="secret", tenant="harbour")


def test_a_token_carries_what_its_session_allows_and_whose_market_it_is() -> None:
    allowed = SESSIONS[FIRST].changed(scopes=("findings",), country="DE")
    caller = authorize(TOKEN, KEYS.get, {FIRST: allowed}.get, door().member, NOW)
    assert (caller.scopes, caller.country) == (("findings",), "DE")


def test_a_scope_travels_as_text_and_one_of_a_later_version_gives_nothing() -> None:
    caller = Caller(kind="conversation", tenant="harbour", scopes=("findings",))
    told = caller.model_dump(exclude_defaults=True)
    assert told["scopes"] == "findings"
    assert Caller.model_validate(told) == caller
    assert Caller.model_validate(told | {"scopes": "takeover findings"}).scopes == ("findings",)
    assert Caller.model_validate(told | {"scopes": ""}).scopes == ()


def test_a_token_opens_its_conversation() -> None:
    assert who(TOKEN) == Caller(kind="conversation", tenant="harbour", conversation_id=FIRST)


@pytest.mark.parametrize(
    "credential",
    [
        new_site_key(),
        PAGE_KEY + "x",
        PAGE_KEY.removeprefix("site_"),
        fingerprint(PAGE_KEY),
        "site_" + fingerprint(PAGE_KEY),
        new_conversation_token(FIRST),
        new_conversation_token(new_id()),
        TOKEN.replace(FIRST, SECOND),
        f"conv_{FIRST}_",
        "conv__" + TOKEN.removeprefix(f"conv_{FIRST}_"),
        "",
        "nonsense",
    ],
    ids=[
        "a key of nobody",
        "a key with a letter too many",
        "a key without its prefix",
        "a fingerprint",
        "a fingerprint as a key",
        "a forged secret",
        "an unknown conversation",
        "the secret of another conversation",
        "no secret",
        "no conversation",
        "nothing",
        "nonsense",
    ],
)
def test_a_wrong_or_forged_credential_opens_nothing(credential: str) -> None:
    with pytest.raises(Unauthenticated, match="not valid"):
        who(credential)


@pytest.mark.parametrize(
    "credential",
    [
        "site_" + "a" * 42,
        "site_" + "a" * 44,
        "site_" + "a" * 2050,
        PAGE_KEY + "\n",
        "site_" + "é" * 43,
        f"conv_{FIRST}_" + "a" * 2050,
        "conv_" + "a" * 2050 + TOKEN.removeprefix(f"conv_{FIRST}"),
        f"conv_{'A' * 32}_{'a' * 43}",
        TOKEN + "\n",
        "eyJhbGciOiJub25lIn0.eyJ1c2VybmFtZSI6ImFkYSJ9.",
        "eyJhbGciOiJub25lIn0.eyJ1c2VybmFtZSI6ImFkYSJ9",
        "eyJ" + "a" * 1001 + ".eyJ1c2VybmFtZSI6ImFkYSJ9.c2ln",
        token() + "\n",
    ],
    ids=map(str, range(13)),
)
def test_what_has_not_the_shape_of_a_credential_is_refused_without_a_look_up(credential: str) -> None:
    with pytest.raises(Unauthenticated, match="not valid"):
        authorize(credential, look_up, look_up, look_up, NOW)


def test_an_access_token_tells_who_of_the_staff_calls_and_nothing_else_is_looked_up() -> None:
    caller = authorize(token(), look_up, look_up, door(ANNA).member, NOW)
    assert caller == Caller(
        kind="staff", tenant="harbour", staff_id="anna", name="Anna Keller", region="eu-west-1", role="agent"
    )
    told = caller.model_dump(exclude_defaults=True)
    assert all(isinstance(value, str) for value in told.values())
    assert Caller.model_validate(told) == caller


def test_a_role_of_a_later_version_is_none() -> None:
    told = {"kind": "staff", "tenant": "harbour", "staff_id": "anna", "role": "owner"}
    assert Caller.model_validate(told).role is None


def test_a_customer_and_a_site_do_not_pay_for_the_checking_of_signatures() -> None:
    script = """
import sys
from datetime import UTC, datetime
from gateway.authorize import authorize
from gateway.credentials import new_conversation_token, new_site_key
from gateway.signing_keys import SigningKeys, keys_at
from gateway.staff_tokens import StaffDoor, UserPool
door = StaffDoor(UserPool("issuer", "client"), SigningKeys(keys_at("file:///nowhere")), lambda staff_id: None)
for credential in (new_site_key(), new_conversation_token("0" * 32), "nonsense", *sys.argv[1:]):
    try:
        authorize(credential, lambda key: None, lambda key: None, door.member, datetime.now(UTC))
    except Exception as error:
        print(type(error).__name__)
print(sorted({"jwt", "cryptography"} & set(sys.modules)))
"""
    run = [sys.executable, "-c", script]
    without = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert without == ["Unauthenticated"] * 3 + ["[]"]
    with_token = subprocess.run([*run, token()], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert with_token.splitlines()[3:] == ["Unavailable", "['cryptography', 'jwt']"]


def test_a_refusal_does_not_tell_whether_the_conversation_exists() -> None:
    with pytest.raises(Unauthenticated) as of_known:
        who(new_conversation_token(FIRST))
    with pytest.raises(Unauthenticated) as of_unknown:
        who(new_conversation_token(new_id()))
    assert str(of_known.value) == str(of_unknown.value)


@pytest.mark.parametrize("seconds", [1, 3600])
def test_a_token_past_its_time_opens_nothing(seconds: int) -> None:
    with pytest.raises(Unauthenticated, match="expired"):
        who(TOKEN, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer abc"},
        {"authorization": "bearer abc"},
        {"AUTHORIZATION": "BEARER   abc  "},
        {"Host": "Bearer wrong", "X-Authorization": "Bearer wrong", "authorization": "Bearer abc"},
    ],
)
def test_the_credential_is_found_whatever_the_case_of_header_and_scheme(headers: dict[str, str]) -> None:
    assert bearer(headers) == "abc"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer   "},
        {"Authorization": "abc"},
        {"Authorization": "Basic YWJjOmRlZg=="},
        {"Cookie": "Authorization=Bearer abc"},
    ],
)
def test_without_a_bearer_credential_the_caller_is_told_what_to_send(headers: dict[str, str]) -> None:
    with pytest.raises(Unauthenticated, match="Authorization: Bearer"):
        bearer(headers)
