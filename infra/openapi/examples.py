"""Examples: what a demo stack was asked and answered, shortened, and problems as the product words them."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from contracts.errors import (
    ConversationBusy,
    ConversationClosed,
    EmergencyWaits,
    Forbidden,
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
from contracts.turn import TurnRequest
from handlers.policy import MAX_BODY_BYTES
from handlers.problem_kinds import REFUSED, THROTTLED, Kind
from handlers.problems import Problem, as_json, kind_of, problem_of

FOLDER: Final = Path(__file__).parent / "examples"
TOO_MANY: Final = "Too many requests at once. Please try again in a moment."
TRACE_ID: Final = "5f0c1f6e-7a52-4a3e-9a4b-4f3f5e0c2b1d"


def examples_of(operation: str) -> dict[str, Any]:
    """Return the example of an operation's request, and of its answers by status."""
    examples: dict[str, Any] = json.loads((FOLDER / f"{operation}.json").read_text(encoding="utf-8"))
    return examples


def problem_example(kind: Kind) -> dict[str, Any]:
    """Return a document of this kind."""
    if kind is REFUSED:  # the gateway's own: it knows no status where it writes one
        return {"type": kind.type, "title": kind.title, "detail": "Unsupported Media Type", "trace_id": TRACE_ID}
    if kind is THROTTLED:
        told = Problem(type=kind.type, title=kind.title, status=kind.status, detail=TOO_MANY, trace_id=TRACE_ID)
        return as_json(told)
    return _documents()[kind.name, kind.status]


@cache
def _documents() -> dict[tuple[str, int], dict[str, Any]]:
    errors = (
        _refusal("{"),
        _refusal('{"text": " ", "client_turn_id": "8d2c0f5e4b1a"}'),
        Unauthenticated("the conversation token is not valid"),
        Forbidden("your role does not allow conversation.assign"),
        NotFound("conversation_id", "there is no such conversation"),
        ConversationClosed("the conversation has ended; start a new one. If anyone is in danger, call 112"),
        TurnConflict("this client_turn_id was already used for another text"),
        TurnInProgress(
            "the first try of this turn is still running; send it again in a moment. If anyone is in danger, call 112"
        ),
        ConversationBusy(),
        Taken("somebody else has it"),
        EmergencyWaits("help is on its way to you: if nobody needs it any more, say so in the conversation"),
        NotYours("it is not offered to you any more"),
        PayloadTooLarge(f"the body is larger than {MAX_BODY_BYTES} bytes"),
        TooManySignIns(),
        Unavailable("dynamodb", "ProvisionedThroughputExceededException"),
        RuntimeError(),
    )
    kinds = [kind_of(error) for error in errors]
    documents = [as_json(problem_of(error, TRACE_ID)) for error in errors]
    return {(kind.name, kind.status): document for kind, document in zip(kinds, documents, strict=True)}


def _refusal(body: str) -> ValidationError:
    try:
        TurnRequest.model_validate_json(body)
    except ValidationError as error:
        return error
    raise ValueError(f"{body} is a turn")
