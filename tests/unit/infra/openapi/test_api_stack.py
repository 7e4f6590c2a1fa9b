"""The stack of the API: made from the document, and from nothing else."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from infra.openapi.api_stack import api_stack
from infra.openapi.document import document
from infra.templates import STACKS, read_template

Json = dict[str, Any]
DOCUMENT = document()


def body(template: Json) -> Json:
    found: Json = template["Resources"]["Api"]["Properties"]["Body"]
    return found


def deployments(template: Json) -> list[str]:
    return [name for name, one in template["Resources"].items() if one["Type"] == "AWS::ApiGateway::Deployment"]


def changed(change: Callable[[Json], object]) -> Json:
    copy = deepcopy(DOCUMENT)
    change(copy)
    return api_stack(copy)


def test_the_committed_file_is_what_the_document_makes() -> None:
    assert read_template(STACKS / "api.yaml") == json.loads(json.dumps(api_stack(DOCUMENT)))


def test_routes_methods_and_functions_are_those_of_the_document() -> None:
    paths = {path.replace("+}", "}"): one for path, one in body(api_stack(DOCUMENT))["paths"].items()}
    assert set(paths) == set(DOCUMENT["paths"])
    for path, operations in DOCUMENT["paths"].items():
        assert set(paths[path]) == {*operations, "options"}
        for method, operation in operations.items():
            integration = paths[path][method]["x-amazon-apigateway-integration"]
            assert (integration["type"], integration["httpMethod"]) == ("aws_proxy", "POST")
            assert f"functions/${{{operation['x-curbside-function']}}}/" in integration["uri"]["Fn::Sub"]


def test_a_part_of_a_path_that_may_hold_slashes_takes_all_that_follows_and_no_other_does() -> None:
    greedy = [path for path in body(api_stack(DOCUMENT))["paths"] if "+" in path]
    assert greedy == ["/documents/{passage+}"]
    assert "/documents/{passage}" in DOCUMENT["paths"]


def test_only_health_signing_in_and_preflights_are_answered_without_an_authorizer() -> None:
    paths = body(api_stack(DOCUMENT))["paths"]
    unguarded = {
        (path, method)
        for path, operations in paths.items()
        for method, one in operations.items()
        if one["security"] not in ([{"Authorizer": []}], [{"StaffAuthorizer": []}])
    }
    health = {("/health/liveliness", "get"), ("/health/readiness", "get")}
    signing_in = {(f"/staff/{name}", "post") for name in ("sign-in", "challenge", "refresh")}
    assert unguarded == health | signing_in | {(path, "options") for path in paths}
    assert all(paths[path][method]["security"] == [] for path, method in unguarded)


def test_nothing_is_remembered_of_staff_and_both_authorizers_are_one_function() -> None:
    api = body(api_stack(DOCUMENT))
    schemes = api["components"]["securitySchemes"]
    asked = {name: one["x-amazon-apigateway-authorizer"] for name, one in schemes.items()}
    assert {name: one.pop("authorizerResultTtlInSeconds") for name, one in asked.items()} == {
        "Authorizer": 60,
        "StaffAuthorizer": 0,
    }
    assert asked["Authorizer"] == asked["StaffAuthorizer"]
    for path, operations in DOCUMENT["paths"].items():
        for method, operation in operations.items():
            staff = operation["security"] == [{"staffToken": []}]
            [*guards] = api["paths"].get(path, {}).get(method, {}).get("security", [])
            assert (guards == [{"StaffAuthorizer": []}]) == staff, path


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda d: d["paths"].pop("/health/readiness"), id="a route is gone"),
        pytest.param(lambda d: d["paths"].update({"/x": d["paths"]["/health/readiness"]}), id="a route is new"),
        pytest.param(
            lambda d: d["paths"]["/conversations"].update(put=d["paths"]["/conversations"]["post"]),
            id="a method is new",
        ),
        pytest.param(
            lambda d: d["paths"]["/conversations"]["post"].update({"x-curbside-function": "Other"}),
            id="another function",
        ),
        pytest.param(lambda d: d["paths"]["/conversations"]["post"].update(security=[]), id="the authorizer is gone"),
        pytest.param(lambda d: d["x-curbside-cors"].update(allowOrigin="https://a.example"), id="another origin"),
    ],
)
def test_any_change_of_a_route_makes_a_new_deployment_that_the_stage_shows(change: Callable[[Json], object]) -> None:
    before, after = api_stack(DOCUMENT), changed(change)
    [old], [new] = deployments(before), deployments(after)
    assert old != new
    assert after["Resources"]["ApiStage"]["Properties"]["DeploymentId"] == {"Ref": new}


def test_words_of_the_documentation_make_no_new_deployment() -> None:
    after = changed(lambda d: d["paths"]["/conversations"]["post"].update(summary="Begin", description="Anew."))
    assert deployments(after) == deployments(api_stack(DOCUMENT))


def test_a_new_function_comes_as_a_parameter_with_a_permission_of_its_own() -> None:
    after = changed(lambda d: d["paths"]["/conversations"]["post"].update({"x-curbside-function": "Other"}))
    assert after["Parameters"]["Other"] == {"Type": "String"}
    permission = after["Resources"]["OtherPermission"]["Properties"]
    assert permission["FunctionName"] == {"Ref": "Other"}
    assert permission["SourceArn"]["Fn::Sub"].endswith(":${Api}/*/*")


def test_requests_are_traced_and_limited() -> None:
    stage = api_stack(DOCUMENT)["Resources"]["ApiStage"]["Properties"]
    assert stage["TracingEnabled"] is True
    [settings] = stage["MethodSettings"]
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == (500, 1000)


def test_who_is_throttled_is_told_when_to_come_back() -> None:
    answer = body(api_stack(DOCUMENT))["x-amazon-apigateway-gateway-responses"]["THROTTLED"]
    assert answer["responseParameters"]["gatewayresponse.header.Retry-After"] == "'1'"
    responses = DOCUMENT["paths"]["/conversations"]["post"]["responses"]
    assert responses["429"] == {"$ref": "#/components/responses/429-throttled"}
    assert "Retry-After" in DOCUMENT["components"]["responses"]["429-throttled"]["headers"]


def test_what_the_gateway_says_itself_is_a_problem_document_once_its_variables_are_filled_in() -> None:
    for kind, answer in body(api_stack(DOCUMENT))["x-amazon-apigateway-gateway-responses"].items():
        [template] = answer["responseTemplates"].values()
        filled = template.replace("$context.error.messageString", '"Too Many Requests"')
        problem = json.loads(filled.replace("$context.requestId", "1-2-3"))
        assert problem["type"].startswith("urn:curbside:problem:")
        assert {"title", "detail", "trace_id"} <= set(problem)
        if kind == "DEFAULT_4XX":
            assert {"status", "statusCode"}.isdisjoint({*problem, *answer})
        else:
            assert answer["statusCode"] == str(problem["status"])
