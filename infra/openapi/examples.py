"""Examples of requests and answers: what the demo's stack was asked and answered, recorded and shortened."""

import json
from pathlib import Path
from typing import Any, Final

from handlers.problem_kinds import REFUSED, Kind

FOLDER: Final = Path(__file__).parent / "examples"
TRACE_ID: Final = "5f0c1f6e-7a52-4a3e-9a4b-4f3f5e0c2b1d"
DETAILS: Final = {
    "invalid-input": "text: is empty",
    "unauthenticated": "The site key or conversation token is missing, wrong or expired.",
    "not-found": "there is no such conversation",
    "conversation-closed": "this conversation has ended",
    "turn-conflict": "this client_turn_id was used for another text",
    "turn-in-progress": "this turn is still being answered",
    "payload-too-large": "the body is larger than 32768 bytes",
    "unavailable": "dynamodb did not answer: ProvisionedThroughputExceededException",
    "internal-error": "Something went wrong on our side. Please try again.",
    "refused": "Too Many Requests",
}
FIELDS: Final = {"invalid-input": "text", "unauthenticated": "Authorization", "not-found": "conversation_id"}


def examples_of(operation: str) -> dict[str, Any]:
    """Return the example of an operation's request, and of its answers by status."""
    examples: dict[str, Any] = json.loads((FOLDER / f"{operation}.json").read_text(encoding="utf-8"))
    return examples


def problem_example(kind: Kind) -> dict[str, Any]:
    """Return a document of this kind."""
    field = {"field": FIELDS[kind.name]} if kind.name in FIELDS else {}
    status = {} if kind is REFUSED else {"status": kind.status.value}
    known = {"type": kind.type, "title": kind.title, **status, "detail": DETAILS[kind.name]}
    return {**known, **field, "trace_id": TRACE_ID}
