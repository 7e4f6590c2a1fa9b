"""The user pool: what it says, and what we say of its errors."""

from collections.abc import Callable

import pytest

from contracts.errors import CurbsideError, InvalidInput, TooManySignIns, Unauthenticated, Unavailable
from contracts.staff import Challenge
from gateway.cognito import Cognito, Tokens
from tests.unit.aws import REGION, client, refuse
from tests.unit.user_pool import ANNA, PASSWORD, Pool


@pytest.fixture
def cognito(pool: Pool) -> Cognito:
    return Cognito(pool.pool_id, pool.client_id, REGION)


@pytest.fixture
def anna(pool: Pool) -> None:
    """Anna, with a password of her own."""
    pool.users.put(ANNA)
    pool.users.set_password("anna", PASSWORD)


def tokens(outcome: Tokens | Challenge) -> Tokens:
    assert isinstance(outcome, Tokens)
    return outcome


@pytest.mark.usefixtures("anna")
def test_the_right_password_gives_tokens(cognito: Cognito) -> None:
    given = tokens(cognito.sign_in("anna", PASSWORD))
    assert given.access.startswith("eyJ")
    assert given.seconds > 0
    assert given.refresh


@pytest.mark.usefixtures("anna")
def test_a_refresh_gives_another_access_token_and_the_refresh_token_stays(cognito: Cognito) -> None:
    first = tokens(cognito.sign_in("anna", PASSWORD))
    second = tokens(cognito.refresh(first.refresh))
    assert second.refresh == first.refresh
    assert second.access != first.access


def test_a_first_password_is_asked_to_be_changed_and_the_new_one_signs_in(cognito: Cognito, pool: Pool) -> None:
    first = pool.users.put(ANNA)
    asked = cognito.sign_in("anna", first or "")
    assert isinstance(asked, Challenge)
    assert asked.challenge == "new_password"
    tokens(cognito.answer("new_password", asked.session, "anna", PASSWORD))
    tokens(cognito.sign_in("anna", PASSWORD))


def test_a_new_password_that_is_too_short_is_named(cognito: Cognito, pool: Pool) -> None:
    asked = cognito.sign_in("anna", pool.users.put(ANNA) or "")
    assert isinstance(asked, Challenge)
    with pytest.raises(InvalidInput) as caught:
        cognito.answer("new_password", asked.session, "anna", "short")
    assert caught.value.field == "answer"


@pytest.mark.usefixtures("anna")
def test_an_authenticator_app_is_set_up_and_then_asked_for(cognito: Cognito) -> None:
    given = tokens(cognito.sign_in("anna", PASSWORD))
    assert cognito.begin_totp(given.access)
    cognito.confirm_totp(given.access, "123456")
    asked = cognito.sign_in("anna", PASSWORD)
    assert isinstance(asked, Challenge)
    assert asked.challenge == "totp"
    tokens(cognito.answer("totp", asked.session, "anna", "123456"))


@pytest.mark.usefixtures("anna")
def test_nobody_learns_whether_a_user_exists_or_is_disabled(cognito: Cognito, pool: Pool) -> None:
    def refusal(username: str, password: str) -> tuple[type[Exception], str, object]:
        with pytest.raises(Unauthenticated) as caught:
            cognito.sign_in(username, password)
        return type(caught.value), str(caught.value), caught.value.field

    wrong, unknown = refusal("anna", "wrong"), refusal("nobody", PASSWORD)
    pool.users.disable("anna")
    assert wrong == unknown == refusal("anna", PASSWORD)


CALLS: dict[str, tuple[str, Callable[[Cognito], object]]] = {
    "sign in": ("AdminInitiateAuth", lambda cognito: cognito.sign_in("anna", "hunter2")),
    "answer": (
        "AdminRespondToAuthChallenge",
        lambda cognito: cognito.answer("totp", "a session of 20 chars", "anna", "123456"),
    ),
    "refresh": ("AdminInitiateAuth", lambda cognito: cognito.refresh("hunter2")),
    "sign out": ("AdminUserGlobalSignOut", lambda cognito: cognito.sign_out("anna")),
    "begin": ("AssociateSoftwareToken", lambda cognito: cognito.begin_totp("hunter2")),
    "confirm": ("VerifySoftwareToken", lambda cognito: cognito.confirm_totp("hunter2", "123456")),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("code", "raised"),
    [
        ("NotAuthorizedException", Unauthenticated),
        ("UserNotFoundException", Unauthenticated),
        ("UserNotConfirmedException", Unauthenticated),
        ("PasswordResetRequiredException", Unauthenticated),
        ("InvalidParameterException", Unauthenticated),
        ("ParamValidationError", Unauthenticated),
        ("TooManyRequestsException", TooManySignIns),
        ("LimitExceededException", TooManySignIns),
        ("TooManyFailedAttemptsException", TooManySignIns),
        ("InvalidPasswordException", InvalidInput),
        ("InternalErrorException", Unavailable),
        ("ResourceNotFoundException", Unavailable),
        ("AccessDeniedException", Unavailable),
    ],
)
def test_an_error_of_cognito_becomes_one_of_ours(
    cognito: Cognito, monkeypatch: pytest.MonkeyPatch, call: str, code: str, raised: type[CurbsideError]
) -> None:
    operation, made = CALLS[call]
    refused = refuse(monkeypatch, operation, code)
    with pytest.raises(raised) as caught:
        made(cognito)
    assert refused == [code]
    assert not [word for word in ("anna", "hunter2", "123456") if word in str(caught.value)]


@pytest.mark.parametrize("code", ["CodeMismatchException", "ExpiredCodeException", "EnableSoftwareTokenMFAException"])
def test_a_wrong_code_is_a_wrong_field_once_somebody_is_known_and_a_refusal_before(
    cognito: Cognito, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    refuse(monkeypatch, "VerifySoftwareToken", code)
    with pytest.raises(InvalidInput) as known:
        cognito.confirm_totp("token", "123456")
    monkeypatch.undo()
    refuse(monkeypatch, "AdminRespondToAuthChallenge", code)
    with pytest.raises(Unauthenticated) as unknown:
        cognito.answer("totp", "a session of 20 chars", "anna", "123456")
    assert (known.value.field, unknown.value.field) == ("code", "answer")


@pytest.mark.usefixtures("anna")
def test_a_challenge_that_we_never_ask_for_is_an_error_of_ours(
    cognito: Cognito, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    client("cognito-idp").admin_set_user_mfa_preference(
        UserPoolId=pool.pool_id, Username="anna", SMSMfaSettings={"Enabled": True, "PreferredMfa": True}
    )
    with pytest.raises(Unavailable, match="SMS_MFA"):
        cognito.sign_in("anna", PASSWORD)
