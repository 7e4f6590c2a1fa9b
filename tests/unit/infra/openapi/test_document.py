"""The document of the API."""

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from pydantic import Secret, SecretStr

from handlers.problem_kinds import KINDS, MALFORMED, REFUSED, THROTTLED, UNEXPECTED
from handlers.routes import ROUTES, Route
from infra.openapi import __main__ as command
from infra.openapi.answers import WITH_FINDINGS
from infra.openapi.document import document
from infra.openapi.examples import examples_of

DOCUMENT = document()
OPERATIONS: dict[str, dict[str, Any]] = {
    operation["operationId"]: operation for item in DOCUMENT["paths"].values() for operation in item.values()
}
BY_NAME = {route.operation: route for route in ROUTES}


def found(reference: str) -> Any:
    """What a reference within the document leads to."""
    place = DOCUMENT
    for part in reference.removeprefix("#/").split("/"):
        place = place[part]
    return place


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from references(entry)


def test_what_is_committed_is_what_would_be_generated() -> None:
    assert [path.name for path in command.stale()] == []


def test_the_check_names_a_file_that_is_out_of_date(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = command.ROOT / "openapi.yaml"
    before = path.read_bytes()
    monkeypatch.setattr(command, "generated", lambda: {path: "something else\n"})
    monkeypatch.setattr("sys.argv", ["infra.openapi", "--check"])
    with pytest.raises(SystemExit, match="1"):
        command.main()
    assert capsys.readouterr().out == "openapi.yaml is out of date: run `make openapi`\n"
    assert path.read_bytes() == before


def test_every_route_is_an_operation_and_every_operation_a_route() -> None:
    described = {
        (method.upper(), path, operation["x-curbside-function"], *map(tuple, operation["security"]))
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
    }
    callers = {route.operation: [(route.credential,)] if route.credential else [] for route in ROUTES}
    assert described == {(r.method, r.path, r.function, *callers[r.operation]) for r in ROUTES}


def test_every_reference_leads_somewhere_and_nothing_stands_there_for_nobody() -> None:
    used = set(references(DOCUMENT))
    for reference in used:
        assert found(reference)
    components = DOCUMENT["components"]
    named = {f"#/components/{kind}/{name}" for kind in ("headers", "responses", "schemas") for name in components[kind]}
    assert used == named


def test_health_and_signing_in_alone_are_open_to_everyone() -> None:
    assert {name for name, operation in OPERATIONS.items() if not operation["security"]} == {
        "checkLiveliness",
        "checkReadiness",
        "signIn",
        "answerChallenge",
        "refreshSignIn",
    }


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.operation)
def test_every_error_of_a_route_is_described_with_its_type_an_example_and_its_headers(route: Route) -> None:
    responses = OPERATIONS[route.operation]["responses"]
    for error in route.errors:
        kind = KINDS[error]
        response = found(responses[str(kind.status.value)]["$ref"])
        content = response["content"]["application/problem+json"]
        assert kind.type in content["schema"]["allOf"][1]["properties"]["type"]["enum"]
        assert content["examples"][kind.name]["value"]["type"] == kind.type
        assert kind.headers.keys() <= response["headers"].keys()
    assert {"4XX", "5XX"} <= responses.keys()


def test_a_turn_may_be_refused_for_several_reasons_with_one_status() -> None:
    response = found(OPERATIONS["takeTurn"]["responses"]["409"]["$ref"])
    names = {"conversation-closed", "turn-conflict", "turn-in-progress", "conversation-busy"}
    assert response["content"]["application/problem+json"]["examples"].keys() == names
    assert "Retry-After" in response["headers"]


def test_a_turn_is_answered_in_one_of_two_ways_and_a_customer_is_told_nothing_that_was_found() -> None:
    content = OPERATIONS["takeTurn"]["responses"]["200"]["content"]["application/json"]
    assert content["examples"].keys() == {"without findings", "with findings"}
    public, full = (found(one["$ref"])["properties"].keys() for one in content["schema"]["anyOf"])
    assert full - public == {
        "findings",
        "missing",
        "timing_ms",
        "prompts",
        "cost_usd",
        "cost_usd_by_agent",
        "budget_usd",
        "quiet",
    }
    assert public == {"turn_id", "conversation_id", "reply", "route", "path", "trace_id"}
    assert found("#/components/schemas/PublicRoute")["properties"].keys() == {"kind", "queue"}


def test_every_kind_of_problem_is_one_of_the_types_and_says_what_it_is() -> None:
    listed = DOCUMENT["components"]["schemas"]["Problem"]["properties"]["type"]
    kinds = [MALFORMED, *KINDS.values(), THROTTLED, REFUSED, UNEXPECTED]
    assert set(listed["enum"]) == {kind.type for kind in kinds}
    assert all(f"`{kind.name}`: {kind.when}" in listed["description"] for kind in kinds)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_example_is_one_that_the_models_read_whole(name: str) -> None:
    route, examples = BY_NAME[name], examples_of(name)
    models = {str(status.value): model for status, model in route.answers.items()}
    models |= {"request": route.request} if route.request else {}
    models |= {WITH_FINDINGS: route.with_findings} if route.with_findings else {}
    assert examples.keys() == models.keys()
    for key, model in models.items():
        read = model.model_validate_json(json.dumps(examples[key]), extra="forbid")
        secrets = {name: str(value) for name, value in read if isinstance(value, Secret | SecretStr)}  # as stars
        assert read.model_dump(mode="json", exclude_unset=True) == examples[key] | secrets
        assert key == "request" or model.model_fields.keys() == examples[key].keys()  # fmt: skip


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_example_of_a_parameter_fits_its_pattern(name: str) -> None:
    for parameter in OPERATIONS[name].get("parameters", []):
        assert re.fullmatch(parameter["schema"].get("pattern", ".+"), parameter["example"])


def test_no_status_is_both_an_answer_and_a_problem() -> None:
    ready = OPERATIONS["checkReadiness"]["responses"]
    assert HTTPStatus.SERVICE_UNAVAILABLE in BY_NAME["checkReadiness"].answers
    assert ready["503"]["content"].keys() == {"application/json"}
