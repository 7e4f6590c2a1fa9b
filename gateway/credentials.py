"""Keys and tokens: how they are made, and what is kept of them.

A site key looks like `site_<43 characters>`; a conversation token like `conv_<conversation id>_<43 characters>`. The
random part has 256 bits, so a plain SHA-256 is enough to keep: there is nothing to guess, and nothing to salt against.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Final

SITE_PREFIX: Final = "site_"
CONVERSATION_PREFIX: Final = "conv_"


def new_site_key() -> str:
    """A fresh site key."""
    return SITE_PREFIX + secrets.token_urlsafe(32)


def new_conversation_token(conversation_id: str) -> str:
    """A fresh token that names its conversation, so that one read checks it."""
    return f"{CONVERSATION_PREFIX}{conversation_id}_{secrets.token_urlsafe(32)}"


def fingerprint(credential: str) -> str:
    """What is stored of a key or token: its SHA-256 in hexadecimal."""
    return sha256(credential.encode()).hexdigest()


def matches(credential: str, stored_sha256: str) -> bool:
    """Whether `credential` has that fingerprint, in constant time."""
    return hmac.compare_digest(fingerprint(credential), stored_sha256)


def conversation_of(token: str) -> str | None:
    """The conversation a token names; None if it does not have the shape of a token."""
    conversation_id, _, secret = token.removeprefix(CONVERSATION_PREFIX).partition("_")
    well_formed = token.startswith(CONVERSATION_PREFIX) and conversation_id and secret
    return conversation_id if well_formed else None
