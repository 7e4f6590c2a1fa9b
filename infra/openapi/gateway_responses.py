"""What API Gateway itself answers when no function runs: problem documents, as everything else the API refuses with."""

import json
from typing import Any, Final

from contracts.errors import NotFound, PayloadTooLarge, Unauthenticated
from handlers.api import ALLOWED_ORIGIN
from handlers.problem_kinds import KINDS, REFUSED, UNEXPECTED, Kind
from handlers.problems import CONTENT_TYPE

Json = dict[str, Any]
UNKNOWN_CALLER: Final = "The site key or conversation token is missing, wrong or expired."


def gateway_responses() -> Json:
    """Return the answers by API Gateway's names of what went wrong."""
    unknown_caller = _answer(
        KINDS[Unauthenticated], UNKNOWN_CALLER, field="Authorization", headers={"WWW-Authenticate": "Bearer"}
    )
    return {
        "UNAUTHORIZED": unknown_caller,
        "ACCESS_DENIED": unknown_caller,
        "MISSING_AUTHENTICATION_TOKEN": _answer(KINDS[NotFound], "There is no such endpoint.", field="path"),
        "REQUEST_TOO_LARGE": _answer(KINDS[PayloadTooLarge], "The body is too large.", field="body"),
        "DEFAULT_4XX": _refused(),
        "DEFAULT_5XX": _without_status(
            _answer(UNEXPECTED, "Something went wrong on our side. Please try again."),
        ),
    }


def _answer(kind: Kind, detail: str, field: str | None = None, headers: dict[str, str] | None = None) -> Json:
    problem = {"type": kind.type, "title": kind.title, "status": kind.status.value, "detail": detail}
    problem |= {"field": field} if field else {}
    sent = {"Content-Type": CONTENT_TYPE, "Access-Control-Allow-Origin": ALLOWED_ORIGIN, **(headers or {})}
    return {
        "statusCode": str(kind.status.value),
        "responseParameters": {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in sent.items()},
        "responseTemplates": {"application/json": json.dumps({**problem, "trace_id": "$context.requestId"})},
    }


def _refused() -> Json:
    """The gateway's other refusals keep its status and its words, which it hands over with their quotation marks."""
    answer = _without_status(_answer(REFUSED, "$context.error.messageString"))
    [template] = answer["responseTemplates"].values()
    problem = json.loads(template)
    del problem["status"]
    text = json.dumps(problem).replace('"$context.error.messageString"', "$context.error.messageString")
    return answer | {"responseTemplates": {"application/json": text}}


def _without_status(answer: Json) -> Json:
    return {name: value for name, value in answer.items() if name != "statusCode"}
