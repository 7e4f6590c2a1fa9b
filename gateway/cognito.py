"""The user pool of staff: passwords, codes and sessions. Its errors become ours, and tell nobody who exists."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import boto3
from botocore.config import Config

from aws.errors import AWS_ERRORS, code_of
from contracts.errors import CurbsideError, InvalidInput, TooManySignIns, Unauthenticated, Unavailable
from contracts.staff import Challenge, ChallengeKind
from gateway.policy import COGNITO_CONNECT_SECONDS, COGNITO_READ_SECONDS, COGNITO_TRIES

_CONFIG: Final = Config(
    connect_timeout=COGNITO_CONNECT_SECONDS,
    read_timeout=COGNITO_READ_SECONDS,
    retries={"total_max_attempts": COGNITO_TRIES},
)
_ANSWERS: Final[Mapping[ChallengeKind, tuple[str, str]]] = {
    "new_password": ("NEW_PASSWORD_REQUIRED", "NEW_PASSWORD"),
    "totp": ("SOFTWARE_TOKEN_MFA", "SOFTWARE_TOKEN_MFA_CODE"),
}
"""Cognito's names of a challenge and of its answer."""
_KINDS: Final[Mapping[str, ChallengeKind]] = {theirs: ours for ours, (theirs, _) in _ANSWERS.items()}
_NOT_THEM: Final = {
    "NotAuthorizedException",
    "UserNotFoundException",
    "UserNotConfirmedException",
    "PasswordResetRequiredException",
    "InvalidParameterException",
    "ParamValidationError",
}
"""A wrong password, an unknown user, one that is disabled or must be reset, or what can be neither: nobody is told
which. The last one is botocore's."""
_WRONG_CODE: Final = {"CodeMismatchException", "ExpiredCodeException", "EnableSoftwareTokenMFAException"}
_UNFIT_PASSWORD: Final = {"InvalidPasswordException", "PasswordHistoryPolicyViolationException"}
_LATER: Final = {"TooManyRequestsException", "LimitExceededException", "TooManyFailedAttemptsException"}


class Tokens(NamedTuple):
    """What Cognito gives to who has proved who they are."""

    access: str
    seconds: int
    """How long the access token lives."""
    refresh: str


class Cognito:
    """One user pool, through one of its clients."""

    def __init__(self, pool_id: str, client_id: str, region: str) -> None:
        self._cognito: Any = boto3.client("cognito-idp", region_name=region, config=_CONFIG)
        self._pool = {"UserPoolId": pool_id}
        self._through = {**self._pool, "ClientId": client_id}

    def sign_in(self, username: str, password: str) -> Tokens | Challenge:
        """Check a password. Raises `Unauthenticated`, `TooManySignIns` and `Unavailable`."""
        given = {"USERNAME": username, "PASSWORD": password}
        with _translated(Unauthenticated("the user name or the password is wrong", "password")):
            return _outcome(
                self._cognito.admin_initiate_auth(
                    **self._through, AuthFlow="ADMIN_USER_PASSWORD_AUTH", AuthParameters=given
                )
            )

    def answer(self, kind: ChallengeKind, session: str, username: str, answer: str) -> Tokens | Challenge:
        """Check what was asked besides. Raises as `sign_in`, and `InvalidInput` for a password that does not do."""
        name, field = _ANSWERS[kind]
        with _translated(Unauthenticated("the answer is wrong or came too late; sign in again", "answer")):
            return _outcome(
                self._cognito.admin_respond_to_auth_challenge(
                    **self._through,
                    ChallengeName=name,
                    Session=session,
                    ChallengeResponses={"USERNAME": username, field: answer},
                )
            )

    def refresh(self, refresh_token: str) -> Tokens | Challenge:
        """Give the next access token. Raises as `sign_in`."""
        with _translated(Unauthenticated("the refresh token is not valid; sign in again", "refresh_token")):
            answered = self._cognito.admin_initiate_auth(
                **self._through, AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters={"REFRESH_TOKEN": refresh_token}
            )
            return _outcome(answered, refresh_token)

    def sign_out(self, username: str) -> None:
        """Revoke all refresh tokens of a user. Raises as `sign_in`."""
        with _translated(Unauthenticated("the user is not known")):
            self._cognito.admin_user_global_sign_out(**self._pool, Username=username)

    def begin_totp(self, access_token: str) -> str:
        """Make a secret for the token's user, which counts once a code of it was seen. Raises as `sign_in`."""
        with _translated(Unauthenticated("the token is not valid")):
            secret: str = self._cognito.associate_software_token(AccessToken=access_token)["SecretCode"]
            return secret

    def confirm_totp(self, access_token: str, code: str) -> None:
        """Ask the token's user for a code at each sign-in from now on. Raises as `sign_in`, and `InvalidInput`."""
        wrong = InvalidInput("code", "is not the code that the authenticator app shows now")
        with _translated(Unauthenticated("the token is not valid"), wrong):
            verified = self._cognito.verify_software_token(AccessToken=access_token, UserCode=code)
            if verified["Status"] != "SUCCESS":
                raise wrong
            self._cognito.set_user_mfa_preference(
                AccessToken=access_token, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
            )


def _outcome(answered: Mapping[str, Any], refresh_token: str = "") -> Tokens | Challenge:
    """A refresh gives no new refresh token: the one that was sent stays. Raises `Unavailable` for what we never ask."""
    if "ChallengeName" in answered:
        name = answered["ChallengeName"]
        if name not in _KINDS:
            raise Unavailable("cognito", name)
        return Challenge(challenge=_KINDS[name], session=answered["Session"])
    given = answered["AuthenticationResult"]
    return Tokens(given["AccessToken"], given["ExpiresIn"], given.get("RefreshToken", refresh_token))


@contextmanager
def _translated(refusal: CurbsideError, wrong_code: CurbsideError | None = None) -> Iterator[None]:
    """Raise `refusal` for everything that Cognito says of who somebody is. Its own words stay here."""
    try:
        yield
    except AWS_ERRORS as error:
        code = code_of(error)
        if code in _LATER:
            raise TooManySignIns from None
        if code in _UNFIT_PASSWORD:
            raise InvalidInput("answer", "is too short, or no password that this pool takes") from None
        if code in _WRONG_CODE:
            raise (wrong_code or refusal) from None
        if code in _NOT_THEM:
            raise refusal from None
        raise Unavailable("cognito", code) from error
