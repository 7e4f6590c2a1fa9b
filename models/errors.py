"""Why a model gave no answer."""

from typing import Final

from contracts.errors import CurbsideError
from models.request import Spent

_CLOSED: Final = frozenset({"AccessDeniedException", "ResourceNotFoundException"})
"""The account may not use this model, or it does not exist in this region."""
_CREDENTIALS: Final = frozenset(
    {
        "ExpiredTokenException",
        "ExpiredToken",
        "UnrecognizedClientException",
        "InvalidSignatureException",
        "IncompleteSignature",
        "NoCredentialsError",
        "CredentialRetrievalError",
        "TokenRetrievalError",
    }
)
"""Whoever is asked next would be asked in vain too."""
TIMED_OUT: Final = "timed out"
"""Nothing came, or nothing more."""
HURRIED: Final = "hurried"
"""Nothing came in a time in which a sound model need not have begun (`FAIR_SECONDS`)."""
CUT: Final = "cut"
"""The stream ended before the answer did."""
EMPTY: Final = "empty"
REFUSED: Final = "refused"
"""The model, or a guard of the service, would not answer."""
MALFORMED: Final = "malformed"
NO_TIME: Final = "no time"
"""Pieces came, and the time was over before the last; or none was left to begin."""
STOPPED: Final = "stopped"
"""Nobody wants the rest of the answer."""
LEFT_ALONE: Final = "left alone"
"""A breaker is open."""
OVER_BUDGET: Final = "over budget"
"""The call might cost more than is left for it."""
_ABOUT_THE_REQUEST: Final = frozenset(
    {
        "ValidationException",
        "ParamValidationError",
        REFUSED,
        MALFORMED,
        HURRIED,
        NO_TIME,
        STOPPED,
        LEFT_ALONE,
        OVER_BUDGET,
    }
)


class ModelFailed(CurbsideError):
    """No model gave an answer that can be used. The turn goes on with what the fast path found.

    `code` is AWS's error code, the name of a library's error, or one of the words above.
    """

    def __init__(self, code: str, spent: Spent | None = None, *, shown_of: str | None = None) -> None:
        super().__init__(f"no model answered: {code}")
        self.code = code
        self.spent = spent or Spent()
        """What all tries cost."""
        self.shown_of = shown_of
        """The model of whose answer a part was given before it failed; None where nothing was."""

    @property
    def passes(self) -> bool:
        """Whether the same call may pass a moment later: throttling, a fault of the service, a connection cut."""
        return self.code not in _CLOSED | _CREDENTIALS | _ABOUT_THE_REQUEST | {TIMED_OUT}

    @property
    def is_outage(self) -> bool:
        """Whether it speaks against the model in this place, and not against what it was asked."""
        return self.code not in _CREDENTIALS | _ABOUT_THE_REQUEST

    @property
    def closed(self) -> bool:
        """Whether this model cannot be used in this place until somebody changes that."""
        return self.code in _CLOSED

    @property
    def final(self) -> bool:
        """Whether no other model would answer either, or none is to be asked."""
        return self.code in _CREDENTIALS or self.code in (REFUSED, NO_TIME)
