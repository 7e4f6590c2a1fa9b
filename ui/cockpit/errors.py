"""What may go wrong when the cockpit calls the API.

CallFailed
├── SignInNeeded   no token opens anything any more: sign in again
├── Refused        the API said no: its `kind` says why, such as `taken`; trying again changes nothing
└── NotReached     no answer, or one that says to ask again later
"""


class CallFailed(Exception):
    """A call did not do what it was to do. Its text is for people: plain, without anything secret."""


class SignInNeeded(CallFailed):
    """The tokens have ended or were revoked."""


class Refused(CallFailed):
    """The API said no. `kind` is the last part of the problem's type, such as `not-yours`."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


class NotReached(CallFailed):
    """Nobody answered, or the answer was to come back later: what was to be sent may be sent again."""
