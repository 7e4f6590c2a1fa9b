"""Whose access token is it? What Cognito signed is checked, and what we ourselves know of the person.

PyJWT and cryptography are imported when there is a token to check, and not before: customers have none.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, NamedTuple, get_args

from pydantic import Field, ValidationError

from contracts.base import Tolerant
from contracts.errors import Unauthenticated
from contracts.staff import Staff, StaffMember, StaffRole
from gateway.policy import CLOCK_SKEW_SECONDS
from gateway.signing_keys import SigningKeys

ALGORITHM: Final = "RS256"
"""What Cognito signs with. No other is taken, whatever a token says of itself."""


class _Claims(Tolerant):
    """What we read of a token."""

    username: str
    auth_time: int
    """When the person signed in, seconds since 1970. Refreshing a token does not change it."""
    groups: Annotated[tuple[str, ...], Field(alias="cognito:groups")] = ()


class UserPool(NamedTuple):
    """Whose tokens are taken."""

    issuer: str
    client_id: str


class StaffDoor:
    """Says who holds an access token."""

    def __init__(self, pool: UserPool, keys: SigningKeys, find_staff: Callable[[str], Staff | None]) -> None:
        self._pool, self._keys, self._find_staff = pool, keys, find_staff

    def member(self, token: str) -> StaffMember:
        """Return who holds a token. Raises `Unauthenticated` and `Unavailable`.

        A token opens nothing if it is forged, expired, or meant for anything else; if it names no role or several; if
        nothing is stored of its user; and if that user has signed out since.
        """
        claims = self._claims(token)
        role = _role(claims.groups)
        staff = self._find_staff(claims.username)
        if staff is None:
            raise Unauthenticated("the token is not valid")
        if claims.auth_time < staff.valid_from:
            raise Unauthenticated("the token was signed out; sign in again")
        return StaffMember.taken_from(staff, role=role)

    def _claims(self, token: str) -> _Claims:
        import jwt

        try:
            key_id = jwt.get_unverified_header(token).get("kid")
            if not isinstance(key_id, str):
                raise Unauthenticated("the token is not valid")
            claims = jwt.decode(
                token,
                self._keys.key(key_id),
                algorithms=[ALGORITHM],
                issuer=self._pool.issuer,
                leeway=CLOCK_SKEW_SECONDS,
                options={"require": ["exp", "iat", "iss"], "verify_aud": False},  # access tokens have no audience
            )
            return self._meant_for_us(claims)
        except jwt.ExpiredSignatureError:
            raise Unauthenticated("the token has expired") from None
        except (jwt.PyJWTError, ValidationError, TypeError):  # their texts quote the token, and so do their causes
            raise Unauthenticated("the token is not valid") from None

    def _meant_for_us(self, claims: Mapping[str, Any]) -> _Claims:
        if claims.get("token_use") != "access" or claims.get("client_id") != self._pool.client_id:
            raise Unauthenticated("the token is not valid")
        return _Claims.model_validate(claims)


def _role(groups: tuple[str, ...]) -> StaffRole:
    """The one role of somebody. Two would have to be weighed against each other, and nobody needs two."""
    roles: tuple[StaffRole, ...] = get_args(StaffRole)
    if len(groups) != 1 or groups[0] not in roles:
        raise Unauthenticated("the token names no role")
    return roles[roles.index(groups[0])]
