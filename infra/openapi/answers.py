"""What an operation may answer: its models, and the problem documents of everything that may go wrong."""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from contracts.base import Contract
from handlers.api import ALLOWED_ORIGIN, JSON
from handlers.problem_kinds import EVERY_KIND, KINDS, MALFORMED, REFUSED, THROTTLED, UNEXPECTED, Kind
from handlers.problems import CONTENT_TYPE, Problem
from handlers.routes import ROUTES, Route
from infra.openapi.examples import problem_example
from infra.openapi.schemas import TEMPLATE, schemas_of

Json = dict[str, Any]
WITH_FINDINGS: Final = "200 with findings"
"""Name of the example of what is answered to who has the scope `findings`."""
HEADERS: Final[Json] = {
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


def responses_of(route: Route, examples: Mapping[str, Any]) -> Json:
    """Return what a route answers, by status. Problems that several routes share stand in the components."""
    return dict(_answers(route, examples)) | {
        status: {"$ref": f"#/components/responses/{_name(status, kinds)}"}
        for status, kinds in _problems_by_status(route).items()
    }


def problem_responses() -> Json:
    """Return the shared answers that are problems, by name."""
    used = {_name(*answer): answer[1] for route in ROUTES for answer in _problems_by_status(route).items()}
    return {name: _problem(kinds) for name, kinds in sorted(used.items())}


def problem_schemas() -> Json:
    """Return the model's own schemas, with its types listed; the gateway does not know the status where it refuses."""
    schemas = schemas_of([Problem], "validation")
    problem = schemas[Problem.__name__]
    types = list(dict.fromkeys(kind.type for kind in EVERY_KIND))
    listed = "\n".join(f"- `{kind.name}`: {kind.when}; {kind.remedy}" for kind in EVERY_KIND)
    problem.pop("additionalProperties", None)
    problem["properties"]["type"] |= {"enum": types, "description": f"What kind of problem it is:\n{listed}"}
    problem["required"].remove("status")
    return schemas


def json_content(model: type[Contract], example: Any) -> Json:
    """Return a body that is this model."""
    return {JSON: {"schema": _ref(model), "example": example}}


def _answers(route: Route, examples: Mapping[str, Any]) -> Iterator[tuple[str, Json]]:
    for status, model in route.answers.items():
        content = json_content(model, examples[str(status.value)])
        if route.with_findings is not None and status == HTTPStatus.OK:
            content = _either(model, route.with_findings, examples)
        yield str(status.value), {"description": _first_line(model), "headers": _headers(), "content": content}


def _either(model: type[Contract], with_findings: type[Contract], examples: Mapping[str, Any]) -> Json:
    """Return a body that is the one model, or for who has the scope `findings` the other."""
    shown = {"without findings": examples["200"], "with findings": examples[WITH_FINDINGS]}
    return {
        JSON: {
            "schema": {"anyOf": [_ref(model), _ref(with_findings)]},
            "examples": {name: {"value": value} for name, value in shown.items()},
        }
    }


def _problems_by_status(route: Route) -> dict[str, list[Kind]]:
    """What may go wrong; 429, `4XX` and `5XX` are what the gateway answers before or instead of the function."""
    kinds = [KINDS[error] for error in route.errors] + [MALFORMED] * (route.request is not None)
    kinds += [THROTTLED, UNEXPECTED]
    statuses = sorted({kind.status for kind in kinds} - route.answers.keys())
    named = {str(status.value): [kind for kind in kinds if kind.status == status] for status in statuses}
    return {**named, "4XX": [REFUSED], "5XX": [UNEXPECTED]}


def _name(status: str, kinds: Sequence[Kind]) -> str:
    return "-or-".join([f"{status}-{kinds[0].name}", *(kind.name for kind in kinds[1:])])


def _problem(kinds: Sequence[Kind]) -> Json:
    names = [kind.type for kind in kinds]
    schema = {"allOf": [_ref(Problem), {"properties": {"type": {"enum": names}}}]}
    examples = {kind.name: {"value": problem_example(kind)} for kind in kinds}
    return {
        "description": "\n".join(f"`{kind.name}`: {kind.when}." for kind in kinds),
        "headers": _headers(*{name: None for kind in kinds for name in kind.headers}),
        "content": {CONTENT_TYPE: {"schema": schema, "examples": examples}},
    }


def _headers(*names: str) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("Access-Control-Allow-Origin", *names)}


def _ref(model: type[Contract]) -> Json:
    return {"$ref": TEMPLATE.format(model=model.__name__)}


def _first_line(model: type[Contract]) -> str:
    return inspect.cleandoc(model.__doc__ or "").splitlines()[0]
