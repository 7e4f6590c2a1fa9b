"""Signing in and out of staff, over HTTP."""

from typing import Any, Final

from aws_lambda_powertools.event_handler import Response

from contracts.errors import Unauthenticated
from contracts.staff import ChallengeAnswer, RefreshSignIn, SignIn, StaffMember, TotpCode, TotpConfirmed
from gateway.authorize import bearer
from gateway.cognito import Cognito
from gateway.sign_in import FrontDesk
from handlers.api import Api, answer
from handlers.environment import StaffEnvironment, read_environment
from handlers.wiring.staff import staff_door
from handlers.wiring.tables import connect_tables
from live.post import Poster
from store.cockpits import cockpits_of
from store.staff import end_sessions, find_staff

_environment: Final = read_environment(StaffEnvironment)
connect_tables(_environment)
_cognito: Final = Cognito(_environment.staff_pool, _environment.staff_client, _environment.region)
_desk: Final = FrontDesk(_cognito, staff_door(_environment), find_staff, end_sessions)
_poster: Final = Poster(_environment.live_url, _environment.region) if _environment.live_url else None
api = Api()


@api.post("/staff/sign-in")
def sign_in() -> Response[str]:
    """Sign in with a password."""
    return answer(_desk.sign_in(api.body(SignIn)))


@api.post("/staff/challenge")
def challenge() -> Response[str]:
    """Answer what was asked besides the password."""
    return answer(_desk.answer(api.body(ChallengeAnswer)))


@api.post("/staff/refresh")
def refresh() -> Response[str]:
    """Get the next access token."""
    return answer(_desk.refresh(api.body(RefreshSignIn)))


@api.post("/staff/sign-out")
def sign_out() -> Response[str]:
    """Sign out everywhere."""
    staff_id = api.staff().staff_id
    signed_out = _desk.sign_out(staff_id)
    if _poster is not None:
        for connection_id in cockpits_of(staff_id):
            _poster.close(connection_id)
    return answer(signed_out)


@api.post("/staff/totp")
def begin_totp() -> Response[str]:
    """Make a secret for an authenticator app."""
    return answer(_desk.begin_totp(api.staff().staff_id, _token()))


@api.post("/staff/totp/confirm")
def confirm_totp() -> Response[str]:
    """Show that the authenticator app has the secret."""
    caller, code = api.staff(), api.body(TotpCode).code.get_secret_value()
    _cognito.confirm_totp(_token(), code)
    return answer(TotpConfirmed(staff_id=caller.staff_id))


@api.get("/staff/me")
def me() -> Response[str]:
    """Show who calls."""
    caller = api.staff()
    staff = find_staff(caller.staff_id)
    if staff is None or caller.role is None:  # gone since the authorizer looked
        raise Unauthenticated("the token is not valid")
    return answer(StaffMember.taken_from(staff, role=caller.role))


def _token() -> str:
    return bearer(api.current_event.headers)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return api.handle(event, context)
