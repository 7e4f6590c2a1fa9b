"""One sign-in: its tokens, kept on the server alone, and calls with them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from contracts.base import Contract
from contracts.staff import Challenge, ChallengeKind, SignedIn, SignedOut, StaffMember, StaffTokens
from ui.cockpit.api import Answer, Api
from ui.cockpit.errors import SignInNeeded
from ui.cockpit.policy import KEPT_SECONDS, REFRESH_BEFORE_SECONDS


class Account:
    """A person who is signed in. The pages of one browser share it, so a lock guards its tokens."""

    def __init__(self, api: Api, tokens: StaffTokens) -> None:
        self._api = api
        self._tokens = tokens
        self._lock = Lock()
        self._used_at = datetime.now(UTC)
        self.member: StaffMember = tokens.staff
        """Who it is, and what they may do."""

    @property
    def idle(self) -> bool:
        """Whether no page has used it for so long that it is not kept any more."""
        return datetime.now(UTC) - self._used_at > timedelta(seconds=KEPT_SECONDS)

    def call(
        self, method: str, path: str, answer: type[Answer], body: Contract | Mapping[str, Any] | None = None
    ) -> Answer:
        """Return the answer to a call, with a new access token where the old one is at its end or is refused.

        Raises `SignInNeeded`, `Refused` and `NotReached`.
        """
        self._used_at = datetime.now(UTC)
        token = self._token()
        try:
            return self._api.call(method, path, answer, token, body)
        except SignInNeeded:
            return self._api.call(method, path, answer, self._token(but=token), body)

    def sign_out(self) -> None:
        """End every sign-in of this person, on all devices. Raises `NotReached`."""
        try:
            self.call("POST", "/staff/sign-out", SignedOut, {})
        except SignInNeeded:
            return  # it had ended already

    def _token(self, but: str | None = None) -> str:
        """Return an access token with time left that is not `but`, which was refused. Raises as `call` does."""
        with self._lock:
            left = self._tokens.expires_at - datetime.now(UTC)
            if self._tokens.access_token == but or left < timedelta(seconds=REFRESH_BEFORE_SECONDS):
                wanted = {"refresh_token": self._tokens.refresh_token}
                tokens = self._api.call("POST", "/staff/refresh", SignedIn, None, wanted).tokens
                if tokens is None:
                    raise SignInNeeded("sign in again")
                self._tokens = tokens
            return self._tokens.access_token


def sign_in(api: Api, username: str, password: str) -> Account | Challenge:
    """Sign somebody in, or return what is asked besides. Raises `SignInNeeded`, `Refused` and `NotReached`."""
    return _account(
        api, api.call("POST", "/staff/sign-in", SignedIn, None, {"username": username, "password": password})
    )


def answer_challenge(api: Api, username: str, challenge: Challenge, answer: str) -> Account | Challenge:
    """Answer what was asked besides the password. Raises as `sign_in` does."""
    kind: ChallengeKind = challenge.challenge
    sent = {"username": username, "session": challenge.session, "challenge": kind, "answer": answer}
    return _account(api, api.call("POST", "/staff/challenge", SignedIn, None, sent))


def _account(api: Api, signed_in: SignedIn) -> Account | Challenge:
    if signed_in.tokens is not None:
        return Account(api, signed_in.tokens)
    if signed_in.challenge is not None:
        return signed_in.challenge
    raise SignInNeeded("the desk gave neither tokens nor a question; sign in again")
