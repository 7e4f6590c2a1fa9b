"""From errors to RFC 9457 problem documents."""

from collections.abc import Sequence
from typing import Any, Final

from pydantic import ValidationError

from contracts.base import Strict
from contracts.errors import CurbsideError, InvalidInput
from handlers.problem_kinds import KINDS, MALFORMED, UNEXPECTED, Kind

FAILED: Final = (
    "Something went wrong on our side. Please try again. If anyone is in danger, call 112 (911 in North America)."
)
"""What is said of an error that nobody foresaw: it may have been a turn that called for help."""
CONTENT_TYPE: Final = "application/problem+json"


class FieldError(Strict):
    """One thing that is wrong with the input."""

    field: str
    detail: str


class Problem(Strict):
    """A problem document. `type` is stable; `field` names the first thing to put right, `errors` all of them."""

    type: str
    title: str
    status: int
    detail: str
    """For people; may change."""
    field: str | None = None
    errors: tuple[FieldError, ...] = ()
    trace_id: str
    """Finds the request in the logs."""


def problem_of(error: Exception, trace_id: str) -> Problem:
    """The problem document of an error. An error nobody foresaw shows nothing of itself."""
    if isinstance(error, ValidationError):
        return _invalid(_field_errors(error), kind_of(error), trace_id)
    kind = kind_of(error)
    foreseen = kind is not UNEXPECTED
    return Problem(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=str(error) if foreseen else FAILED,
        field=getattr(error, "field", None) if foreseen else None,
        trace_id=trace_id,
    )


def kind_of(error: Exception) -> Kind:
    """The kind of problem an error is. What is not JSON and JSON that is not what was asked for are two kinds."""
    if isinstance(error, ValidationError):
        not_json = any(problem["type"] == "json_invalid" for problem in error.errors())
        return MALFORMED if not_json else KINDS[InvalidInput]
    return KINDS.get(type(error), UNEXPECTED) if isinstance(error, CurbsideError) else UNEXPECTED


def _field_errors(error: ValidationError) -> Sequence[FieldError]:
    return [
        FieldError(field=".".join(str(part) for part in problem["loc"]) or "body", detail=_words(problem["msg"]))
        for problem in error.errors(include_input=False, include_url=False)
    ]


def _words(message: str) -> str:
    return message.removeprefix("Value error, ")


def _invalid(errors: Sequence[FieldError], kind: Kind, trace_id: str) -> Problem:
    first = errors[0]
    return Problem(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=f"{first.field}: {first.detail}",
        field=first.field,
        errors=tuple(errors),
        trace_id=trace_id,
    )


def as_json(problem: Problem) -> dict[str, Any]:
    """The document, without empty members."""
    return problem.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
