"""What API Gateway itself answers when no function runs: problem documents, as everything else the API refuses with."""

import json
from typing import Any, Final

from contracts.errors import NotFound, PayloadTooLarge, Unauthenticated
from handlers.api import ALLOWED_ORIGIN
from handlers.problem_kinds import KINDS, REFUSED, THROTTLED, UNEXPECTED, Kind
from handlers.problems import CONTENT_TYPE, FAILED
from infra.openapi.examples import TOO_MANY

Json = dict[str, Any]
UNKNOWN_CALLER: Final = "The site key or token is missing, wrong or expired."
OWN_WORDS: Final = "$context.error.messageString"
"""What the gateway says of a refusal, in quotation marks."""


def gateway_responses() -> Json:
    """Return the answers by API Gateway's names of what went wrong. The last two are for all that has no other.

    A function that died, ran out of time or answered nonsense is one of the last: where the gateway would answer 502 or
    504 it answers 500, so that the document says the status that is sent.
    """
    unknown_caller = _answer(KINDS[Unauthenticated], UNKNOWN_CALLER, "Authorization")
    refused = _answer(REFUSED, OWN_WORDS)
    del refused["statusCode"]  # it keeps the one that the gateway found fitting
    return {
        "UNAUTHORIZED": unknown_caller,
        "ACCESS_DENIED": unknown_caller,
        "MISSING_AUTHENTICATION_TOKEN": _answer(KINDS[NotFound], "There is no such endpoint.", "path"),
        "THROTTLED": _answer(THROTTLED, TOO_MANY),
        "REQUEST_TOO_LARGE": _answer(KINDS[PayloadTooLarge], "The body is too large.", "body"),
        "DEFAULT_4XX": refused,
        "DEFAULT_5XX": _answer(UNEXPECTED, FAILED),
    }


def _answer(kind: Kind, detail: str, field: str | None = None) -> Json:
    problem: Json = {"type": kind.type, "title": kind.title, "status": kind.status.value, "detail": detail}
    if kind is REFUSED:  # its status differs from case to case
        del problem["status"]
    if field is not None:
        problem["field"] = field
    text = json.dumps(problem | {"trace_id": "$context.requestId"}).replace(f'"{OWN_WORDS}"', OWN_WORDS)
    sent = {"Content-Type": CONTENT_TYPE, "Access-Control-Allow-Origin": ALLOWED_ORIGIN, **kind.headers}
    return {
        "statusCode": str(kind.status.value),
        "responseParameters": {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in sent.items()},
        "responseTemplates": {"application/json": text},
    }
