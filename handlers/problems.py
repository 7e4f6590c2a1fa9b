"""From errors to RFC 9457 problem documents. The only place that knows status codes of errors."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from pydantic import ValidationError

from contracts.base import Strict
from contracts.errors import (
    ConversationClosed,
    CurbsideError,
    InvalidInput,
    NotFound,
    PayloadTooLarge,
    TurnConflict,
    TurnInProgress,
    Unauthenticated,
    Unavailable,
)

TYPE_PREFIX: Final = "urn:curbside:problem:"
CONTENT_TYPE: Final = "application/problem+json"

_STATUS: Final[dict[type[CurbsideError], tuple[str, HTTPStatus]]] = {
    InvalidInput: ("invalid-input", HTTPStatus.UNPROCESSABLE_ENTITY),
    Unauthenticated: ("unauthenticated", HTTPStatus.UNAUTHORIZED),
    NotFound: ("not-found", HTTPStatus.NOT_FOUND),
    ConversationClosed: ("conversation-closed", HTTPStatus.CONFLICT),
    TurnConflict: ("turn-conflict", HTTPStatus.CONFLICT),
    TurnInProgress: ("turn-in-progress", HTTPStatus.CONFLICT),
    PayloadTooLarge: ("payload-too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    Unavailable: ("unavailable", HTTPStatus.SERVICE_UNAVAILABLE),
}
_UNEXPECTED: Final = ("internal-error", HTTPStatus.INTERNAL_SERVER_ERROR)


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
    field: str | None = None
    errors: tuple[FieldError, ...] = ()
    trace_id: str


def problem_of(error: Exception, trace_id: str) -> Problem:
    """The problem document of an error. An error nobody foresaw shows nothing of itself."""
    if isinstance(error, ValidationError):
        return _invalid(_field_errors(error), _status_of(error), trace_id)
    slug, status = _STATUS.get(type(error), _UNEXPECTED) if isinstance(error, CurbsideError) else _UNEXPECTED
    foreseen = (slug, status) != _UNEXPECTED
    return Problem(
        type=TYPE_PREFIX + slug,
        title=status.phrase,
        status=status,
        detail=str(error) if foreseen else "Something went wrong on our side. Please try again.",
        field=getattr(error, "field", None) if foreseen else None,
        trace_id=trace_id,
    )


def _status_of(error: ValidationError) -> HTTPStatus:
    """400 for what is not JSON, 422 for JSON that is not what was asked for."""
    not_json = any(problem["type"] == "json_invalid" for problem in error.errors())
    return HTTPStatus.BAD_REQUEST if not_json else HTTPStatus.UNPROCESSABLE_ENTITY


def _field_errors(error: ValidationError) -> Sequence[FieldError]:
    return [
        FieldError(field=".".join(str(part) for part in problem["loc"]) or "body", detail=_words(problem["msg"]))
        for problem in error.errors(include_input=False, include_url=False)
    ]


def _words(message: str) -> str:
    return message.removeprefix("Value error, ")


def _invalid(errors: Sequence[FieldError], status: HTTPStatus, trace_id: str) -> Problem:
    first = errors[0]
    return Problem(
        type=TYPE_PREFIX + "invalid-input",
        title=status.phrase,
        status=status,
        detail=f"{first.field}: {first.detail}",
        field=first.field,
        errors=tuple(errors),
        trace_id=trace_id,
    )


def as_json(problem: Problem) -> dict[str, Any]:
    """The document, without empty members."""
    return problem.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
