"""Who is calling."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from contracts.conversation import SiteKey
from contracts.errors import Unauthenticated
from contracts.session import Session
from gateway.authorize import Caller, authorize, bearer
from gateway.credentials import fingerprint, new_conversation_token, new_site_key
from tests.unit.builders import session

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PAGE_KEY, SERVER_KEY = new_site_key(), new_site_key()
TOKEN = new_conversation_token("c1")
KEYS = {
    fingerprint(PAGE_KEY): SiteKey(tenant="harbour", name="page", kind="publishable"),
    fingerprint(SERVER_KEY): SiteKey(tenant="harbour", name="server", kind="secret"),
}
SESSIONS: Mapping[str, Session] = {
    "c1": session("c1", tenant="harbour", token_sha256=fingerprint(TOKEN), token_expires_at=NOW + timedelta(seconds=1)),
    "c2": session("c2", token_sha256=fingerprint(new_conversation_token("c2"))),
}


def who(credential: str, now: datetime = NOW) -> Caller:
    return authorize(credential, KEYS.get, SESSIONS.get, now)


def test_a_publishable_key_is_known_as_one() -> None:
    assert who(PAGE_KEY) == Caller(kind="publishable", tenant="harbour")


def test_a_secret_key_is_known_as_one() -> None:
    assert who(SERVER_KEY) == Caller(kind="secret", tenant="harbour")


def test_a_token_carries_what_its_session_allows_and_whose_market_it_is() -> None:
    allowed = SESSIONS["c1"].changed(scopes=("findings",), country="DE")
    caller = authorize(TOKEN, KEYS.get, {"c1": allowed}.get, NOW)
    assert (caller.scopes, caller.country) == (("findings",), "DE")


def test_a_scope_travels_as_text_and_one_of_a_later_version_gives_nothing() -> None:
    caller = Caller(kind="conversation", tenant="harbour", scopes=("findings",))
    told = caller.model_dump(exclude_defaults=True)
    assert told["scopes"] == "findings"
    assert Caller.model_validate(told) == caller
    assert Caller.model_validate(told | {"scopes": "takeover findings"}).scopes == ("findings",)
    assert Caller.model_validate(told | {"scopes": ""}).scopes == ()


def test_a_token_opens_its_conversation() -> None:
    assert who(TOKEN) == Caller(kind="conversation", tenant="harbour", conversation_id="c1")


@pytest.mark.parametrize(
    "credential",
    [
        new_site_key(),
        PAGE_KEY + "x",
        PAGE_KEY.removeprefix("site_"),
        fingerprint(PAGE_KEY),
        "site_" + fingerprint(PAGE_KEY),
        new_conversation_token("c1"),
        new_conversation_token("unknown"),
        TOKEN.replace("conv_c1_", "conv_c2_"),
        "conv_c1_",
        "conv__" + TOKEN.removeprefix("conv_c1_"),
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


def test_a_refusal_does_not_tell_whether_the_conversation_exists() -> None:
    with pytest.raises(Unauthenticated) as of_known:
        who(new_conversation_token("c1"))
    with pytest.raises(Unauthenticated) as of_unknown:
        who(new_conversation_token("nobody"))
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
