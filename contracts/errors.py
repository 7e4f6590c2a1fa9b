"""Everything that can go wrong, as one tree.

CurbsideError
├── InvalidInput              400/422  the caller sent something wrong; names the field
├── Unauthenticated           401      no key, token or password, or one that is wrong or expired
├── Forbidden                 403      the caller sees the thing, and may not do this with it
├── NotFound                  404      unknown, or it belongs to someone else
├── ConversationClosed        409      a turn on a conversation that has ended
├── TurnConflict              409      a `client_turn_id` used again with another text
├── TurnInProgress            409      the first try of this turn is still running; ask again
├── ConversationBusy          409      others wrote to the conversation first until time was up; ask again
├── Taken                     409      somebody else holds the conversation, or is being asked to
├── NotYours                  409      the caller does not hold the conversation, or not any more
├── EmergencyWaits            409      an emergency is left in words, not by a button
├── PayloadTooLarge           413      the body is over the limit
├── TooManySignIns            429      Cognito takes no more sign-ins for a moment; ask again
├── Unavailable               503      a dependency did not answer; keeps its AWS error code
├── AgentFailed               (inside) an agent did not give a finding; the turn goes on without it
├── OutOfTime                 (inside) work was given up because its deadline has passed
└── ConfigurationError        (at start) a setting, artifact or resource is missing or does not fit

`handlers/problem_kinds.py` says which RFC 9457 problem document each becomes. Errors of libraries are translated where
the library is called, so that no other layer knows botocore, pynamodb or langchain.
"""


class CurbsideError(Exception):
    """Any failure this project raises on purpose. Its text is safe to show: it holds no personal data and no secret."""


class InvalidInput(CurbsideError):
    """The request is wrong. `field` is the path of the offending field, such as `text` or `customer.id`."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


class Unauthenticated(CurbsideError):
    """The caller did not prove who they are. `field` is the header or the field of the body that does not."""

    def __init__(self, detail: str, field: str = "Authorization") -> None:
        super().__init__(detail)
        self.field = field


class Forbidden(CurbsideError):
    """The caller may see the resource, but their role does not allow this. What they may not see is `NotFound`."""


class NotFound(CurbsideError):
    """The resource does not exist for this caller. `field` names the path parameter that led nowhere."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


class ConversationClosed(CurbsideError):
    """The conversation has ended and takes no more turns."""

    field = "conversation_id"


class TurnConflict(CurbsideError):
    """The `client_turn_id` was already used in this conversation for a different text."""

    field = "client_turn_id"


class TurnInProgress(CurbsideError):
    """The first try of this turn has not finished within the time this request may wait."""


class ConversationBusy(CurbsideError):
    """Others wrote to the conversation first, each time until time was up: nothing of this request was written."""

    def __init__(self) -> None:
        super().__init__("others write to this conversation at the same time; send it again in a moment")


class Taken(CurbsideError):
    """Somebody else holds the conversation, or is being asked to take it."""

    field = "conversation_id"


class NotYours(CurbsideError):
    """The caller does not hold the conversation, or does not hold it any more."""

    field = "conversation_id"


class EmergencyWaits(CurbsideError):
    """Somebody waits for help in an emergency, which is dropped only once it was asked about."""

    field = "conversation_id"


class PayloadTooLarge(CurbsideError):
    """The request body exceeds the limit."""

    field = "body"


class TooManySignIns(CurbsideError):
    """Nobody was signed in, since too many tried to at once or the same person was signed out in this very second."""

    def __init__(self) -> None:
        super().__init__("too many sign-ins at once; try again in a moment")


class Unavailable(CurbsideError):
    """A dependency failed. `code` is the error code that AWS gave, or the name of the library's error."""

    def __init__(self, dependency: str, code: str) -> None:
        super().__init__(f"{dependency} did not answer: {code}")
        self.dependency = dependency
        self.code = code


class AgentFailed(CurbsideError):
    """An agent gave no usable finding: it is missing, threw, or answered with something that is no finding."""

    def __init__(self, agent: str, reason: str) -> None:
        super().__init__(f"{agent}: {reason}")
        self.agent = agent
        self.reason = reason


class OutOfTime(CurbsideError):
    """The deadline of this work has passed: nobody waits for its result any more. See `contracts/deadline.py`."""


class ConfigurationError(CurbsideError):
    """The process cannot start: the text names the setting or artifact, and the way to put it right."""
