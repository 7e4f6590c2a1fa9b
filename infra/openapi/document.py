"""The document of the API, made from the table of routes, the models and the kinds of problems."""

from itertools import groupby
from typing import Any, Final

from handlers.api import ALLOWED_HEADERS, ALLOWED_ORIGIN, EXPOSED_HEADERS
from handlers.policy import PREFLIGHT_SECONDS
from handlers.routes import ROUTES, Parameter, Route
from infra.openapi.answers import HEADERS, json_content, problem_responses, problem_schemas, responses_of
from infra.openapi.examples import examples_of
from infra.openapi.schemas import schemas_of

Json = dict[str, Any]
DESCRIPTION: Final = """\
A customer starts a conversation with a site key, sends turns with the token that this gives, and reads the transcript.

Every error is a problem document (RFC 9457, `application/problem+json`). Its `type` is stable, its `detail` is for
people and may change; `trace_id` finds the request in the logs. Nothing that was accepted is lost: after a 5xx, send
the same turn with the same `client_turn_id` again. Answers may gain fields: ignore those you do not know.
"""
TAGS: Final = {
    "conversations": "What a customer's page or app calls.",
    "documents": "What a customer's page reads besides.",
    "staff": "What the people at the desk call to sign in and out.",
    "prompts": "What a developer's server calls before it asks a model.",
    "health": "What load balancers and operators call.",
}
SCHEMES: Final[Json] = {
    "siteKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key of a website, `site_...`. A publishable one may stand in a page, a secret one may not.",
    },
    "secretKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "A secret key of a website, `site_...`: for its servers alone.",
    },
    "conversationToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "The token of `startConversation`, `conv_...`. It opens one conversation, until `expires_at`.",
    },
    "staffToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The `access_token` of `signIn`. It is checked at each call: after `signOut` it opens nothing.",
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
            "headers": HEADERS,
            "responses": problem_responses(),
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
        content = json_content(route.request, examples["request"])
        needed = any(field.is_required() for field in route.request.model_fields.values())
        operation["requestBody"] = {"required": needed, "content": content}
    operation["responses"] = responses_of(route, examples)
    return operation


def _parameter(parameter: Parameter) -> Json:
    pattern = {"pattern": parameter.pattern} if parameter.pattern else {}
    greedy = {"x-curbside-greedy": True} if parameter.greedy else {}
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path",
        "description": parameter.description,
        "schema": {"type": "string", **pattern},
        "example": parameter.example,
        **greedy,
    }


def _schemas() -> Json:
    asked = [route.request for route in ROUTES if route.request is not None]
    answered = [model for route in ROUTES for model in (*route.answers.values(), route.with_findings) if model]
    return schemas_of(asked, "validation") | schemas_of(answered, "serialization") | problem_schemas()


_SERVER_VARIABLES: Final = {
    "api": {"default": "api", "description": "The stack's output `ApiId`"},
    "region": {"default": "eu-central-1"},
}
