"""The Lambda authorizer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from contracts.conversation import SiteKey
from contracts.errors import Unavailable
from contracts.ids import new_id
from gateway.authorize import Caller
from gateway.credentials import fingerprint, new_conversation_token, new_site_key
from store.sessions import save_session
from store.site_keys import save_site_key
from store.staff import end_sessions, save_staff
from tests.unit import builders, signed
from tests.unit.aws import TABLES, drop_table
from tests.unit.handlers.conftest import Load
from tests.unit.handlers.events import event

pytestmark = pytest.mark.usefixtures("tables")
CONVERSATION = new_id()
STAGE = "arn:aws:execute-api:us-east-1:123456789012:abcdef1234/v1/*"


@pytest.fixture
def authorizer(load: Load, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    published = tmp_path / "jwks.json"
    published.write_bytes(signed.jwks("first"))
    monkeypatch.setenv("STAFF_ISSUER", signed.ISSUER)
    monkeypatch.setenv("STAFF_CLIENT", signed.CLIENT)
    monkeypatch.setenv("JWKS_URL", published.as_uri())
    return load("authorizer")


def policy(authorizer: ModuleType, **headers: Any) -> dict[str, Any]:
    given = event("authorizer")
    given["headers"] = {name: value for name, value in (given["headers"] | headers).items() if value is not None}
    answered: dict[str, Any] = authorizer.handler(given, None)
    return answered


def effect(answered: dict[str, Any]) -> str:
    [statement] = answered["policyDocument"]["Statement"]
    assert statement["Action"] == "execute-api:Invoke"
    assert statement["Resource"] == STAGE
    return str(statement["Effect"])


@pytest.mark.parametrize("kind", ["publishable", "secret"])
def test_a_site_key_is_allowed_with_its_kind_and_tenant(authorizer: ModuleType, kind: str) -> None:
    key = new_site_key()
    save_site_key(fingerprint(key), SiteKey.model_validate({"tenant": "harbour", "name": "x", "kind": kind}))
    answered = policy(authorizer, Authorization=f"Bearer {key}")
    assert effect(answered) == "Allow"
    assert answered["context"] == {"kind": kind, "tenant": "harbour"}
    assert answered["principalId"] == "harbour"


def test_a_token_is_allowed_with_its_conversation_and_the_handlers_can_read_it(authorizer: ModuleType) -> None:
    token = new_conversation_token(CONVERSATION)
    save_session(builders.session(CONVERSATION, token_sha256=fingerprint(token)))
    answered = policy(authorizer, Authorization=f"bearer {token}")
    assert effect(answered) == "Allow"
    assert Caller.model_validate(answered["context"]) == Caller(
        kind="conversation", tenant="demo", conversation_id=CONVERSATION
    )
    assert all(isinstance(value, str) for value in answered["context"].values())


def test_what_the_session_allows_reaches_the_handlers_as_text(authorizer: ModuleType) -> None:
    token = new_conversation_token(CONVERSATION)
    save_session(builders.session(CONVERSATION, token_sha256=fingerprint(token), scopes=("findings",), country="DE"))
    context = policy(authorizer, Authorization=f"Bearer {token}")["context"]
    assert context == {
        "kind": "conversation",
        "tenant": "demo",
        "conversation_id": CONVERSATION,
        "country": "DE",
        "scopes": "findings",
    }
    assert Caller.model_validate(context | {"principalId": "demo", "integrationLatency": 3}).scopes == ("findings",)


def test_staff_are_allowed_with_who_they_are_and_the_handlers_can_read_it(authorizer: ModuleType) -> None:
    save_staff(signed.ANNA)
    answered = policy(authorizer, Authorization=f"Bearer {signed.token()}")
    assert effect(answered) == "Allow"
    assert answered["context"] == {
        "kind": "staff",
        "tenant": "harbour",
        "staff_id": "anna",
        "name": "Anna Keller",
        "region": "eu-west-1",
        "role": "agent",
    }


def test_staff_who_signed_out_are_denied_at_the_next_call(authorizer: ModuleType) -> None:
    save_staff(signed.ANNA)
    authorization = f"Bearer {signed.token()}"
    assert effect(policy(authorizer, Authorization=authorization)) == "Allow"
    end_sessions("anna")
    assert effect(policy(authorizer, Authorization=authorization)) == "Deny"


def test_staff_of_whom_nothing_is_stored_are_denied(authorizer: ModuleType) -> None:
    assert effect(policy(authorizer, Authorization=f"Bearer {signed.token()}")) == "Deny"


def test_while_the_keys_of_staff_cannot_be_had_nobody_is_denied(
    load: Load, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JWKS_URL", (tmp_path / "nowhere").as_uri())
    with pytest.raises(Unavailable, match="cognito"):
        policy(load("authorizer"), Authorization=f"Bearer {signed.token()}")


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Basic dXNlcjpwYXNz",
        f"Bearer site_{'a' * 43}",
        "Bearer site_forged",
        f"Bearer conv_{'0' * 32}_{'a' * 43}",
        "Bearer conv__",
        "Bearer conv_" + "x" * 4000 + "_y",
        "Bearer site_" + "🔑" * 500,
        "Bearer ключ",
        f"Bearer {signed.token('second')}",
        f"Bearer {signed.token(client_id='another')}",
    ],
)
def test_whoever_proves_nothing_is_denied(authorizer: ModuleType, authorization: str | None) -> None:
    save_session(builders.session(CONVERSATION))
    answered = policy(authorizer, Authorization=authorization)
    assert effect(answered) == "Deny"
    assert answered["context"] == {}


def test_a_forged_token_of_a_conversation_is_denied(authorizer: ModuleType) -> None:
    save_session(builders.session(CONVERSATION))
    token = new_conversation_token(CONVERSATION)
    assert effect(policy(authorizer, Authorization=f"Bearer {token}")) == "Deny"


def test_an_expired_token_is_denied(authorizer: ModuleType) -> None:
    token = new_conversation_token(CONVERSATION)
    ended = datetime.now(UTC) - timedelta(seconds=1)
    save_session(builders.session(CONVERSATION, token_sha256=fingerprint(token), token_expires_at=ended))
    assert effect(policy(authorizer, Authorization=f"Bearer {token}")) == "Deny"


@pytest.mark.parametrize("credential", [new_site_key(), new_conversation_token(CONVERSATION)], ids=["key", "token"])
def test_while_dynamodb_does_not_answer_nobody_is_denied_for_a_minute(
    authorizer: ModuleType, credential: str, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    for table in TABLES:
        drop_table(table)
    with pytest.raises(Unavailable) as caught:  # the gateway keeps a denial, but not an error
        policy(authorizer, Authorization=f"Bearer {credential}")
    assert credential not in str(caught.value)
    [line] = logged()
    assert (line["outcome"], line["error"]) == ("failed", "ResourceNotFoundException")


@pytest.mark.parametrize("headers", [None, {}])
def test_a_request_without_headers_is_denied(authorizer: ModuleType, headers: dict[str, str] | None) -> None:
    assert effect(authorizer.handler(event("authorizer") | {"headers": headers}, None)) == "Deny"


def test_a_stored_key_that_cannot_be_read_opens_nothing(authorizer: ModuleType) -> None:
    from store.tables import GatewayItem

    key = new_site_key()
    GatewayItem(f"site_key#{fingerprint(key)}", record={"tenant": "demo", "kind": "owner"}).save()
    with pytest.raises(Unavailable, match="MalformedRecord"):
        policy(authorizer, Authorization=f"Bearer {key}")


def test_no_credential_is_logged(authorizer: ModuleType, logged: Callable[[], list[dict[str, Any]]]) -> None:
    key, token = new_site_key(), new_conversation_token(CONVERSATION)
    save_site_key(fingerprint(key), SiteKey(tenant="demo", name="page", kind="publishable"))
    save_staff(signed.ANNA)
    access, forged = signed.token(), signed.token("second")
    for credential in (key, token, "site_forged-key", access, forged):
        policy(authorizer, Authorization=f"Bearer {credential}")
    lines = str(logged())
    assert len(logged()) == 5
    kept = (key, token, "forged-key", fingerprint(key), fingerprint(token), *access.split("."), *forged.split("."))
    assert not [c for c in (*kept, "anna", "Anna") if c in lines]
