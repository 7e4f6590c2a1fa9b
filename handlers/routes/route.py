"""What the table says of one endpoint."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, Literal

from contracts.base import Contract
from contracts.errors import CurbsideError

Method = Literal["GET", "POST", "PUT"]
Credential = Literal["siteKey", "secretKey", "conversationToken", "staffToken"]


@dataclass(frozen=True)
class Parameter:
    """A part of the path or of the query, always text."""

    name: str
    place: Literal["path", "query"]
    description: str
    example: str
    pattern: str | None = None
    greedy: bool = False
    """Whether this last part of a path may hold slashes, encoded or not."""


@dataclass(frozen=True)
class Route:
    """One endpoint: who answers, whom, with what."""

    operation: str
    """Name of the operation in the document, and so in clients made from it."""
    method: Method
    path: str
    function: str
    """Logical id of the function in the template; its handler lies in the file of the same name."""
    summary: str
    description: str
    answers: Mapping[HTTPStatus, type[Contract]]
    """What is answered when nothing goes wrong, by status."""
    credential: Credential | None
    """What the caller has to hold; None lets anyone in."""
    request: type[Contract] | None = None
    with_findings: type[Contract] | None = None
    """What is answered with 200 instead to who has the scope `findings`."""
    parameters: tuple[Parameter, ...] = ()
    errors: tuple[type[CurbsideError], ...] = ()
    """What may go wrong besides a defect of ours. `handlers/problem_kinds.py` says which document each becomes."""


CONVERSATION: Final = Parameter(
    name="conversation_id",
    place="path",
    description="The id that `startConversation` gave.",
    example="01a22645e95d75a8373b3d39fef6c721",
)
