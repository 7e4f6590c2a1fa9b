"""Those who work at the desk: who they are, for whom and where, what they master, and how they sign in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Field, Secret, SecretStr

from contracts.base import Strict, Tolerant

StaffRole = Literal["agent", "supervisor", "admin"]
"""What somebody may do at the desk (`gateway/permissions.json`). Each role is a group of the user pool."""
ChallengeKind = Literal["new_password", "totp"]
"""What is asked besides a password: a password of one's own, or the code of an authenticator app."""
MAX_SECRET_CHARS: Final = 4_096
"""Longest accepted password, code, session or token. Cognito's refresh tokens have about 1,800 characters."""
StaffId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9._-]{0,63}$")]
"""The user name in the pool. In lower case, so that nobody is two people."""
Hidden = Annotated[SecretStr, Field(min_length=1, max_length=MAX_SECRET_CHARS)]
"""Never shown where the model is printed."""
HiddenCode = Secret[Annotated[str, Field(pattern=r"^[0-9]{6}$")]]
HiddenSession = Annotated[SecretStr, Field(min_length=20, max_length=2_048)]
"""What Cognito's API takes as one."""
Proficiency = Annotated[int, Field(ge=1, le=5)]
"""How well somebody masters a language, a brand or a topic: 1 a little, 5 as a native or an expert."""


class Skills(Tolerant):
    """What a person at the desk masters, and how well. What is not named is not mastered."""

    languages: Mapping[str, Proficiency] = {}
    """By ISO 639-1 code."""
    brands: Mapping[str, Proficiency] = {}
    topics: Mapping[str, Proficiency] = {}
    """By queue: who has a topic takes from that queue."""


class Profile(Tolerant):
    """A person at the desk."""

    staff_id: StaffId
    """User name in the user pool; it stays the same, whatever else changes."""
    name: str = Field(min_length=1, max_length=100)
    """What customers and colleagues see."""
    tenant: str
    region: str = Field(pattern=r"^[a-z]{2}(-[a-z]+)+-[0-9]$")
    """AWS region at whose desk they work."""
    skills: Skills = Skills()
    capacity: Mapping[str, Annotated[int, Field(ge=0, le=20)]] = {"chat": 1}
    """Conversations at once, by channel."""


class Staff(Profile):
    """What is stored of a person at the desk. Their role is not: the token's group says it."""

    valid_from: int = 0
    """Seconds since 1970. A token of a sign-in before it opens nothing."""


class StaffMember(Profile):
    """A person at the desk with their role: as an operator writes them, and as they see themselves."""

    role: StaffRole


class SignIn(Strict):
    """Body of `POST /staff/sign-in`."""

    username: StaffId
    password: Hidden


class ChallengeAnswer(Strict):
    """Body of `POST /staff/challenge`."""

    username: StaffId
    session: HiddenSession
    """Of the answer before."""
    challenge: ChallengeKind
    answer: Hidden
    """The new password, or the six digits."""


class RefreshSignIn(Strict):
    """Body of `POST /staff/refresh`."""

    refresh_token: Hidden


class TotpCode(Strict):
    """Body of `POST /staff/totp/confirm`."""

    code: HiddenCode
    """The six digits that the authenticator app shows now."""


class StaffTokens(Strict):
    """What a person at the desk calls with from now on."""

    access_token: str
    """For `Authorization: Bearer`."""
    expires_at: datetime
    """When the access token does; `POST /staff/refresh` gives the next."""
    refresh_token: str
    staff: StaffMember


class Challenge(Strict):
    """What is asked besides, within three minutes."""

    challenge: ChallengeKind
    session: str
    """For `POST /staff/challenge`."""


class SignedIn(Strict):
    """Tokens, or what is asked before there are any: one of both."""

    tokens: StaffTokens | None = None
    challenge: Challenge | None = None


class SignedOut(Strict):
    """Answer to `POST /staff/sign-out`."""

    valid_from: datetime
    """Tokens of a sign-in before this open nothing any more."""


class TotpSecret(Strict):
    """Answer to `POST /staff/totp`. Shown once."""

    secret: str
    """In base 32, to be typed into an authenticator app."""
    uri: str
    """The same as `otpauth://`, to be shown as a QR code."""


class TotpConfirmed(Strict):
    """Answer to `POST /staff/totp/confirm`."""

    staff_id: StaffId
    """Whose sign-ins ask for a code from now on."""
