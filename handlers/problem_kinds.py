"""Every kind of problem that the API answers with. The only place that knows status codes of errors."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Final, NamedTuple

from contracts.errors import (
    ConversationBusy,
    ConversationClosed,
    CurbsideError,
    EmergencyWaits,
    Forbidden,
    InvalidInput,
    NotFound,
    NotYours,
    PayloadTooLarge,
    Taken,
    TooManySignIns,
    TurnConflict,
    TurnInProgress,
    Unauthenticated,
    Unavailable,
)
from handlers.policy import MAX_BODY_BYTES

TYPE_PREFIX: Final = "urn:curbside:problem:"


class Kind(NamedTuple):
    """A kind of problem: what its documents have in common, and what a caller should know about it."""

    name: str
    """Last part of the document's `type`."""
    title: str
    """Written here, since Python words the phrases of some statuses anew from version to version."""
    status: HTTPStatus
    when: str
    remedy: str
    """What the caller may do."""
    headers: Mapping[str, str] = MappingProxyType({})
    """What is sent with it."""

    @property
    def type(self) -> str:
        """The document's `type`."""
        return TYPE_PREFIX + self.name


MALFORMED: Final = Kind("invalid-input", "Bad Request", HTTPStatus.BAD_REQUEST, "the body is not JSON", "send JSON")
KINDS: Final[dict[type[CurbsideError], Kind]] = {
    InvalidInput: Kind(
        "invalid-input",
        "Unprocessable Entity",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "a field is missing, unknown, too long, empty, or holds control characters; the body is not UTF-8",
        "see `field`",
    ),
    Unauthenticated: Kind(
        "unauthenticated",
        "Unauthorized",
        HTTPStatus.UNAUTHORIZED,
        "no key or token, or one that is wrong, forged or expired; a wrong password or code",
        "start a new conversation; staff sign in again",
        {"WWW-Authenticate": "Bearer"},
    ),
    Forbidden: Kind(
        "forbidden",
        "Forbidden",
        HTTPStatus.FORBIDDEN,
        "something that the caller sees, and may not do this with",
        "ask somebody whose role allows it",
    ),
    NotFound: Kind(
        "not-found",
        "Not Found",
        HTTPStatus.NOT_FOUND,
        "no such endpoint, conversation or passage, or it is somebody else's",
        "check the path and the token",
    ),
    ConversationClosed: Kind(
        "conversation-closed",
        "Conflict",
        HTTPStatus.CONFLICT,
        "a turn on a conversation that has ended, unless its words may tell of a danger",
        "start a new one; `detail` says whom to call in danger",
    ),
    TurnConflict: Kind(
        "turn-conflict",
        "Conflict",
        HTTPStatus.CONFLICT,
        "the `client_turn_id` was used before, for another text",
        "choose another id",
    ),
    TurnInProgress: Kind(
        "turn-in-progress",
        "Conflict",
        HTTPStatus.CONFLICT,
        "the first try of this turn is still running",
        "send it again in a moment",
        {"Retry-After": "2"},
    ),
    ConversationBusy: Kind(
        "conversation-busy",
        "Conflict",
        HTTPStatus.CONFLICT,
        "others wrote to the conversation at the same time, until time was up",
        "send it again in a moment",
        {"Retry-After": "2"},
    ),
    Taken: Kind(
        "taken",
        "Conflict",
        HTTPStatus.CONFLICT,
        "somebody else holds the conversation, or is being asked to take it",
        "take another one",
    ),
    NotYours: Kind(
        "not-yours",
        "Conflict",
        HTTPStatus.CONFLICT,
        "the caller does not hold the conversation, or does not hold it any more",
        "read who holds it; claim it if nobody does",
    ),
    EmergencyWaits: Kind(
        "emergency-waits",
        "Conflict",
        HTTPStatus.CONFLICT,
        "the customer waits for help in an emergency",
        "say in the conversation that nobody needs help; it asks back once",
    ),
    PayloadTooLarge: Kind(
        "payload-too-large",
        "Request Entity Too Large",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"the body is over {MAX_BODY_BYTES // 1024} kB",
        "send less",
    ),
    TooManySignIns: Kind(
        "too-many-sign-ins",
        "Too Many Requests",
        HTTPStatus.TOO_MANY_REQUESTS,
        "more sign-ins than can be checked, or one in the very second of a sign-out",
        "send it again after `Retry-After`",
        {"Retry-After": "2"},
    ),
    Unavailable: Kind(
        "unavailable",
        "Service Unavailable",
        HTTPStatus.SERVICE_UNAVAILABLE,
        "a table, a bucket or the user pool did not answer",
        "send it again",
        {"Retry-After": "1"},
    ),
}
UNEXPECTED: Final = Kind(
    "internal-error",
    "Internal Server Error",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "a defect of ours, or the function that should answer died",
    "send it again; report the `trace_id`",
)
THROTTLED: Final = Kind(
    "throttled",
    "Too Many Requests",
    HTTPStatus.TOO_MANY_REQUESTS,
    "more requests reached the gateway than it lets through",
    "send it again after `Retry-After`",
    {"Retry-After": "1"},
)
"""Written by the gateway."""
REFUSED: Final = Kind(
    "refused",
    "Request refused",
    HTTPStatus.BAD_REQUEST,
    "the gateway refused before any function ran",
    "see `detail`",
)
"""Written by the gateway (`infra/openapi/gateway_responses.py`), with whatever status it found fitting."""
EVERY_KIND: Final = (MALFORMED, *KINDS.values(), THROTTLED, REFUSED, UNEXPECTED)
