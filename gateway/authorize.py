"""Who is calling: from an `Authorization` header to a caller."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, PlainSerializer

from contracts.base import Tolerant
from contracts.conversation import SiteKey
from contracts.errors import Unauthenticated
from contracts.session import CallerScope, Session
from contracts.staff import StaffMember, StaffRole
from contracts.unknown import unknown_is, without_unknown
from gateway.credentials import conversation_of, fingerprint, is_signed_token, is_site_key, matches


def _words(value: Any) -> Any:
    """The words of a text. What an authorizer tells about a caller is text."""
    return tuple(value.split()) if isinstance(value, str) else value


class Caller(Tolerant):
    """An authenticated caller, as it travels from the authorizer to the handlers."""

    kind: Literal["publishable", "secret", "conversation", "staff"]
    tenant: str
    conversation_id: str | None = None
    country: str | None = None
    """The customer's, where it is known: whose market's documents they may see."""
    scopes: Annotated[
        tuple[CallerScope, ...], without_unknown(CallerScope), BeforeValidator(_words), PlainSerializer(" ".join)
    ] = ()
    """What the caller may see besides what all may."""
    staff_id: str = ""
    """Who of the staff calls; this and the next three are empty for everybody else."""
    name: str = ""
    region: str = ""
    """AWS region at whose desk they work."""
    role: Annotated[StaffRole | None, unknown_is(None, StaffRole)] = None
    """A role that this version does not know may do nothing."""


WANTED: Final = "send a site key or a token as `Authorization: Bearer ...`"
"""What is said to who sends neither, or one that nothing is known of."""


def bearer(headers: Mapping[str, str]) -> str:
    """The bearer credential of a request. Header names compare without case. Raises `Unauthenticated`."""
    for name, value in headers.items():
        scheme, _, credential = value.partition(" ")
        if name.lower() == "authorization" and scheme.lower() == "bearer" and credential.strip():
            return credential.strip()
    raise Unauthenticated(WANTED)


def authorize(
    credential: str,
    find_site_key: Callable[[str], SiteKey | None],
    find_session: Callable[[str], Session | None],
    find_member: Callable[[str], StaffMember],
    now: datetime,
) -> Caller:
    """Who holds `credential`. Raises `Unauthenticated` if it is unknown, forged or expired, and `Unavailable`.

    `find_member` says who of the staff holds a signed token, and raises the same.
    """
    if is_signed_token(credential):
        return _staff_caller(find_member(credential))
    if is_site_key(credential):
        key = find_site_key(fingerprint(credential))
        if key is None:
            raise Unauthenticated("the site key is not valid")
        return Caller(kind=key.kind, tenant=key.tenant)
    conversation_id = conversation_of(credential)
    session = find_session(conversation_id) if conversation_id else None
    if session is None or not matches(credential, session.token_sha256):
        raise Unauthenticated("the conversation token is not valid")
    if session.token_expires_at <= now:
        raise Unauthenticated("the conversation token has expired")
    return Caller(
        kind="conversation",
        tenant=session.tenant,
        conversation_id=session.conversation_id,
        country=session.country,
        scopes=session.scopes,
    )


def _staff_caller(member: StaffMember) -> Caller:
    return Caller(
        kind="staff",
        tenant=member.tenant,
        staff_id=member.staff_id,
        name=member.name,
        region=member.region,
        role=member.role,
    )
