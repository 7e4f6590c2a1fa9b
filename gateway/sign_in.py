"""Signing in and out: what the user pool says, together with what is stored of the person."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from urllib.parse import quote, urlencode

from contracts.errors import TooManySignIns
from contracts.staff import (
    Challenge,
    ChallengeAnswer,
    RefreshSignIn,
    SignedIn,
    SignedOut,
    SignIn,
    Staff,
    StaffTokens,
    TotpSecret,
)
from gateway.cognito import Cognito, Tokens
from gateway.staff_tokens import StaffDoor

ISSUER: Final = "Curbside"
"""What an authenticator app shows beside the user name."""


class FrontDesk(NamedTuple):
    """Where staff sign in and out."""

    cognito: Cognito
    door: StaffDoor
    find_staff: Callable[[str], Staff | None]
    end_sessions: Callable[[str], int]

    def sign_in(self, asked: SignIn) -> SignedIn:
        """Sign somebody in by their password. Raises `Unauthenticated`, `TooManySignIns` and `Unavailable`."""
        began = time.time()
        outcome = self.cognito.sign_in(asked.username, asked.password.get_secret_value())
        return self._signed_in_since(began, asked.username, outcome)

    def answer(self, asked: ChallengeAnswer) -> SignedIn:
        """Sign somebody in who was asked for more. Raises the same, and `InvalidInput` for an unfit new password."""
        began, session = time.time(), asked.session.get_secret_value()
        outcome = self.cognito.answer(asked.challenge, session, asked.username, asked.answer.get_secret_value())
        return self._signed_in_since(began, asked.username, outcome)

    def refresh(self, asked: RefreshSignIn) -> SignedIn:
        """Give the next access token. Raises as `sign_in`."""
        return self._signed_in(self.cognito.refresh(asked.refresh_token.get_secret_value()))

    def sign_out(self, staff_id: str) -> SignedOut:
        """Sign somebody out everywhere. Raises `Unauthenticated`, `TooManySignIns` and `Unavailable`.

        Cognito first: while it does not answer, the token still opens the second try.
        """
        self.cognito.sign_out(staff_id)
        return SignedOut(valid_from=datetime.fromtimestamp(self.end_sessions(staff_id), UTC))

    def begin_totp(self, staff_id: str, access_token: str) -> TotpSecret:
        """Make a secret for an authenticator app. Raises `Unauthenticated`, `TooManySignIns` and `Unavailable`."""
        secret = self.cognito.begin_totp(access_token)
        label = quote(f"{ISSUER}:{staff_id}")
        return TotpSecret(
            secret=secret, uri=f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': ISSUER})}"
        )

    def _signed_in_since(self, began: float, staff_id: str, outcome: Tokens | Challenge) -> SignedIn:
        """What a sign-in that `began` then gives. A token of the very second of a sign-out counts as signed out."""
        staff = self.find_staff(staff_id) if isinstance(outcome, Tokens) else None
        if staff is not None and staff.valid_from > began:
            raise TooManySignIns
        return self._signed_in(outcome)

    def _signed_in(self, outcome: Tokens | Challenge) -> SignedIn:
        if isinstance(outcome, Challenge):
            return SignedIn(challenge=outcome)
        expires_at = datetime.now(UTC) + timedelta(seconds=outcome.seconds)
        return SignedIn(
            tokens=StaffTokens(
                access_token=outcome.access,
                expires_at=expires_at,
                refresh_token=outcome.refresh,
                staff=self.door.member(outcome.access),
            )
        )
