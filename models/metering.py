"""What each call to a model used, cost and took: one line in the log and counts, however the call ended."""

import math
from typing import Final

from contracts.base import Strict
from models.catalogue.price import Usage
from models.policy import CHARS_PER_TOKEN
from models.request import Asking, ModelRequest
from observe.log import Fields, log
from observe.metrics import count

ANSWERED: Final = "answered"
CANCELLED: Final = "cancelled"
_MICRO: Final = 1_000_000


class Call(Strict):
    """One call to one model, ended."""

    model: str
    outcome: str
    """`answered`, `cancelled`, or the code of `ModelFailed`."""
    usage: Usage
    estimated: bool
    cost_usd: float
    first_piece_ms: float | None
    """Time to the first piece of the answer, milliseconds; None where none came."""
    duration_ms: float


def estimated_usage(request: ModelRequest, written: str) -> Usage:
    """Return what a call that never told its usage may have used: all that it sent, and what the model had written."""
    tools = (tool.model_dump_json() for tool in request.tools)
    prompt = "".join([request.system, *tools, *(message.text for message in request.messages)])
    return Usage(input_tokens=_tokens(prompt), output_tokens=_tokens(written))


def meter(request: Asking, call: Call) -> None:
    """Log and count a call."""
    usage, answered = call.usage, call.outcome == ANSWERED
    count(
        {
            "ModelCalls": 1,
            "ModelFailures": int(not answered and call.outcome != CANCELLED),
            "ModelInputTokens": usage.input_tokens,
            "ModelCachedTokens": usage.cache_read_tokens,
            "ModelOutputTokens": usage.output_tokens,
            "ModelMicroUsd": round(call.cost_usd * _MICRO),
        }
    )
    log(
        "info" if answered else "warning",
        "model called",
        {
            "agent": request.purpose,
            "conversation_id": request.conversation_id,
            "turn_id": request.turn_id,
            "trace_id": request.trace_id,
            "prompt": request.prompt,
            "model": call.model,
            "outcome": call.outcome,
            "tokens": usage.model_dump(),
            "estimated": call.estimated,
            "cost_usd": call.cost_usd,
            "first_piece_ms": call.first_piece_ms,
            "duration_ms": call.duration_ms,
        },
    )


def count_over_budget(request: ModelRequest) -> None:
    """Log and count a request for which no model was asked, or none any more, since each might have cost too much."""
    count({"ModelOverBudget": 1})
    ids: Fields = {
        "conversation_id": request.conversation_id,
        "turn_id": request.turn_id,
        "trace_id": request.trace_id,
    }
    log("warning", "no model within the budget", {"agent": request.purpose, **ids})


def _tokens(text: str) -> int:
    return math.ceil(len(text) / CHARS_PER_TOKEN)
