"""Structured logs: one JSON line an event, without message text, names, VINs or tokens.

Only the fields listed here are ever logged, so that a personal datum cannot slip in with a careless call.
"""

import traceback
from functools import cache
from pathlib import Path
from typing import Literal, TypedDict

from aws_lambda_powertools import Logger


class Fields(TypedDict, total=False):
    """Everything that may stand in a log line beside its message."""

    agent: str
    conversation_id: str
    turn_id: str
    trace_id: str
    tenant: str
    outcome: str
    error: str
    reason: str
    where: list[str]
    field: str
    table: str
    record: str
    path: str
    route: str
    rule: str
    priority: int
    candidate: str
    candidate_route: str
    candidate_rule: str
    candidate_priority: int
    danger_lost: bool
    intent: str
    intent_of_model: str
    confidence: float
    danger: str
    danger_of_model: str
    missing: list[str]
    duration_ms: float
    first_piece_ms: float | None
    model: str
    prompt: str
    tokens: dict[str, int]
    estimated: bool
    cost_usd: float
    timing_ms: dict[str, float]
    status: int


@cache
def logger() -> Logger:
    """The process's logger; service name and level come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL."""
    return Logger(utc=True)


def log(level: Literal["info", "warning", "error"], message: str, fields: Fields) -> None:
    """Write one line."""
    getattr(logger(), level)(message, extra=dict(fields))


def where(error: BaseException) -> list[str]:
    """The innermost frames of an error, as file, line and function: enough to find it, without the data it held."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
