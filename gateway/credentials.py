"""Keys and tokens: how they are made, and what is kept of them.

A site key looks like `site_<43 characters>`; a conversation token like `conv_<conversation id>_<43 characters>`; a
ticket for a live connection like `live_<43 characters>`, that of a cockpit like `desk_<43 characters>`. The random part
has 256 bits, so a plain SHA-256 is enough to keep: there is nothing to guess, and nothing to salt against. Tokens of
staff are made by Cognito, signed, and kept nowhere (`gateway/staff_tokens.py`).
"""

import hmac
import re
import secrets
from hashlib import sha256
from typing import Final

SITE_PREFIX: Final = "site_"
CONVERSATION_PREFIX: Final = "conv_"
TICKET_PREFIX: Final = "live_"
STAFF_TICKET_PREFIX: Final = "desk_"
_RANDOM: Final = "[A-Za-z0-9_-]{43}"
_SITE_KEY: Final = re.compile(f"{SITE_PREFIX}{_RANDOM}")
_TICKET: Final = re.compile(f"{TICKET_PREFIX}{_RANDOM}")
_STAFF_TICKET: Final = re.compile(f"{STAFF_TICKET_PREFIX}{_RANDOM}")
_CONVERSATION_TOKEN: Final = re.compile(f"{CONVERSATION_PREFIX}([0-9a-f]{{32}})_{_RANDOM}")
_SIGNED_TOKEN: Final = re.compile(r"eyJ[A-Za-z0-9_-]{1,1000}\.eyJ[A-Za-z0-9_-]{1,6000}\.[A-Za-z0-9_-]{1,1000}")
"""Header and claims are JSON objects in base 64, and so begin with `eyJ`. API Gateway takes 10,240 bytes of headers."""


def new_site_key() -> str:
    """A fresh site key."""
    return SITE_PREFIX + secrets.token_urlsafe(32)


def new_conversation_token(conversation_id: str) -> str:
    """A fresh token that names its conversation, so that one read checks it."""
    return f"{CONVERSATION_PREFIX}{conversation_id}_{secrets.token_urlsafe(32)}"


def new_ticket() -> str:
    """A fresh ticket for one live connection."""
    return TICKET_PREFIX + secrets.token_urlsafe(32)


def new_staff_ticket() -> str:
    """A fresh ticket for one live connection of a cockpit."""
    return STAFF_TICKET_PREFIX + secrets.token_urlsafe(32)


def fingerprint(credential: str) -> str:
    """What is stored of a key or token: its SHA-256 in hexadecimal."""
    return sha256(credential.encode()).hexdigest()


def matches(credential: str, stored_sha256: str) -> bool:
    """Whether `credential` has that fingerprint, in constant time."""
    return hmac.compare_digest(fingerprint(credential), stored_sha256)


def is_site_key(credential: str) -> bool:
    """Whether it has the shape of a site key: what has not is looked up nowhere."""
    return _SITE_KEY.fullmatch(credential) is not None


def is_ticket(credential: str) -> bool:
    """Whether it has the shape of a ticket."""
    return _TICKET.fullmatch(credential) is not None


def is_signed_token(credential: str) -> bool:
    """Whether it has the shape of a signed token (JWT), as staff have."""
    return _SIGNED_TOKEN.fullmatch(credential) is not None


def is_staff_ticket(credential: str) -> bool:
    """Whether it has the shape of a ticket for a cockpit."""
    return _STAFF_TICKET.fullmatch(credential) is not None


def conversation_of(credential: str) -> str | None:
    """Return the conversation a token names; None if it does not have the shape of a token."""
    found = _CONVERSATION_TOKEN.fullmatch(credential)
    return found[1] if found else None
