"""The document of the API, made from the table of routes, the models and the kinds of problems."""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from contracts.base import Contract
from contracts.policy import PREFLIGHT_SECONDS
from handlers.api import ALLOWED_HEADERS, ALLOWED_ORIGIN, EXPOSED_HEADERS, JSON
from handlers.problem_kinds import KINDS, MALFORMED, REFUSED, UNEXPECTED, Kind
from handlers.problems import CONTENT_TYPE, Problem
from handlers.routes import ROUTES, Parameter, Route
from infra.openapi.examples import examples_of, problem_example
from infra.openapi.schemas import TEMPLATE, schemas_of

Json = dict[str, Any]
DESCRIPTION: Final = """\
A customer starts a conversation with a site key, sends turns with the token that this gives, and reads the transcript.

Every error is a problem document (RFC 9457, `application/problem+json`). Its `type` is stable, its `detail` is for
people and may change; `trace_id` finds the request in the logs. Nothing that was accepted is lost: after a 5xx, send
the same turn with the same `client_turn_id` again. Answers may gain fields: ignore those you do not know.
"""
TAGS: Final = {
    "conversations": "What a customer's page or app calls.",
    "health": "What load balancers and operators call.",
}
SCHEMES: Final[Json] = {
    "siteKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key of a website, `site_...`. A publishable one may stand in a page, a secret one may not.",
    },
    "conversationToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "The token that `startConversation` gave, `conv_...`. It opens one conversation, for a day.",
    },
}


def document() -> Json:
    """Return the whole document."""
    return {
        "openapi": "3.0.1",
        "info": {"title": "Curbside", "version": "1", "description": DESCRIPTION, "license": {"name": "Apache-2.0"}},
        "servers": [
            {"url": "https://{api}.execute-api.{region}.amazonaws.com/v1", "variables": _SERVER_VARIABLES},
            {"url": "http://127.0.0.1:4600/_aws/execute-api/curbside/v1", "description": "The stack of `make run`"},
        ],
        "tags": [{"name": name, "description": text} for name, text in TAGS.items()],
        "x-curbside-cors": {
            "allowOrigin": ALLOWED_ORIGIN,
            "allowHeaders": list(ALLOWED_HEADERS),
            "allowMethods": [*sorted({route.method for route in ROUTES}), "OPTIONS"],
            "exposeHeaders": list(EXPOSED_HEADERS),
            "maxAge": PREFLIGHT_SECONDS,
        },
        "paths": {
            path: {route.method.lower(): _operation(route) for route in routes}
            for path, routes in groupby(sorted(ROUTES, key=_place), key=lambda route: route.path)
        },
        "components": {
            "securitySchemes": SCHEMES,
            "headers": _HEADERS,
            "responses": {name: _problem(kinds) for name, kinds in sorted(_problem_responses().items())},
            "schemas": dict(sorted(_schemas().items())),
        },
    }


def _place(route: Route) -> tuple[int, str]:
    """Paths stay in the order of the table, and all methods of a path stand together."""
    return [other.path for other in ROUTES].index(route.path), route.method


def _operation(route: Route) -> Json:
    examples = examples_of(route.operation)
    operation: Json = {
        "operationId": route.operation,
        "tags": [route.path.split("/")[1]],
        "summary": route.summary,
        "description": route.description,
        "x-curbside-function": route.function,
        "security": [{route.credential: []}] if route.credential else [],
    }
    if route.parameters:
        operation["parameters"] = [_parameter(parameter) for parameter in route.parameters]
    if route.request is not None:
        content = _content(JSON, _ref(route.request.__name__), examples["request"])
        operation["requestBody"] = {"required": True, "content": content}
    operation["responses"] = dict(_answers(route, examples)) | dict(_problems(route))
    return operation


def _parameter(parameter: Parameter) -> Json:
    pattern = {"pattern": parameter.pattern} if parameter.pattern else {}
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path",
        "description": parameter.description,
        "schema": {"type": "string", **pattern},
        "example": parameter.example,
    }


def _answers(route: Route, examples: Mapping[str, Any]) -> Iterator[tuple[str, Json]]:
    for status, model in route.answers.items():
        content = _content(JSON, _ref(model.__name__), examples[str(status.value)])
        yield str(status.value), {"description": _first_line(model), "headers": _headers(), "content": content}


def _problems(route: Route) -> Iterator[tuple[str, Json]]:
    for status, kinds in _problems_by_status(route).items():
        yield status, {"$ref": f"#/components/responses/{_name(status, kinds)}"}


def _problem_responses() -> dict[str, list[Kind]]:
    return {_name(*answer): answer[1] for route in ROUTES for answer in _problems_by_status(route).items()}


def _problems_by_status(route: Route) -> dict[str, list[Kind]]:
    """What may go wrong; `4XX` and `5XX` are what the gateway answers before or instead of the function."""
    kinds = [KINDS[error] for error in route.errors] + [MALFORMED] * (route.request is not None) + [UNEXPECTED]
    named = {str(kind.status.value): [kind_ for kind_ in kinds if kind_.status == kind.status] for kind in kinds}
    answered = {str(status.value) for status in route.answers}
    return {status: named[status] for status in sorted(named.keys() - answered)} | {
        "4XX": [REFUSED],
        "5XX": [UNEXPECTED],
    }


def _name(status: str, kinds: Sequence[Kind]) -> str:
    return "-or-".join([f"{status}-{kinds[0].name}", *(kind.name for kind in kinds[1:])])


def _problem(kinds: Sequence[Kind]) -> Json:
    names = [kind.type for kind in kinds]
    schema = {"allOf": [_ref(Problem.__name__), {"properties": {"type": {"enum": names}}}]}
    examples = {kind.name: {"value": problem_example(kind)} for kind in kinds}
    return {
        "description": "\n".join(f"`{kind.name}`: {kind.when}." for kind in kinds),
        "headers": _headers(*{name: None for kind in kinds for name in kind.headers}),
        "content": {CONTENT_TYPE: {"schema": schema, "examples": examples}},
    }


def _content(kind: str, schema: Json, example: Any) -> Json:
    return {kind: {"schema": schema, "example": example}}


def _headers(*names: str) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("Access-Control-Allow-Origin", *names)}


def _ref(model: str) -> Json:
    return {"$ref": TEMPLATE.format(model=model)}


def _schemas() -> Json:
    asked = [route.request for route in ROUTES if route.request is not None]
    answered = [model for route in ROUTES for model in route.answers.values()]
    return schemas_of(asked, "validation") | schemas_of(answered, "serialization") | _problem_schemas()


def _problem_schemas() -> Json:
    """The model's own, with its types listed; the gateway does not know the status where it refuses."""
    schemas = schemas_of([Problem], "validation")
    problem = schemas[Problem.__name__]
    kinds = (MALFORMED, *KINDS.values(), REFUSED, UNEXPECTED)
    types = list(dict.fromkeys(kind.type for kind in kinds))
    listed = "\n".join(f"- `{kind.name}`: {kind.when}; {kind.remedy}" for kind in kinds)
    problem.pop("additionalProperties", None)
    problem["properties"]["type"] |= {"enum": types, "description": f"What kind of problem it is:\n{listed}"}
    problem["required"].remove("status")
    return schemas


def _first_line(model: type[Contract]) -> str:
    return inspect.cleandoc(model.__doc__ or "").splitlines()[0]


_SERVER_VARIABLES: Final = {
    "api": {"default": "api", "description": "The stack's output `ApiId`"},
    "region": {"default": "eu-central-1"},
}
_HEADERS: Final[Json] = {
    "Access-Control-Allow-Origin": {
        "description": "Sent to a page of another site (a request with `Origin`): all may read all answers.",
        "schema": {"type": "string", "enum": [ALLOWED_ORIGIN]},
    },
    "Retry-After": {
        "description": "Seconds until the same request may succeed.",
        "schema": {"type": "string", "pattern": "^[0-9]+$"},
        "example": "2",
    },
    "WWW-Authenticate": {
        "description": "How to prove who calls.",
        "schema": {"type": "string", "enum": ["Bearer"]},
    },
}
