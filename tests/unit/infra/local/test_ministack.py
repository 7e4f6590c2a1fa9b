"""A function that fails is answered by the emulator as AWS does."""

import asyncio
import json
from typing import Any

import pytest
from ministack.services import apigateway_v1 as gateway

from infra.local.ministack import answer_failures_as_aws_does

DIED = {"body": {"errorType": "Runtime.ExitError", "errorMessage": "signal: killed"}, "error": True}
OWN = {"body": {"statusCode": 503, "headers": {"Retry-After": "1"}, "body": '{"status": 503}'}}
WHOLE = ("_lambda_proxy_response", "_invoke_lambda_proxy_v1")


def asked(monkeypatch: pytest.MonkeyPatch, outcome: dict[str, Any]) -> Any:
    """What the gateway makes of what a function left."""

    async def called(*given: object, **named: object) -> tuple[dict[str, Any], None]:
        return outcome, None

    for name in WHOLE:
        monkeypatch.setattr(gateway, name, getattr(gateway, name))
    monkeypatch.setattr(gateway, "_call_lambda_raw", called)
    answer_failures_as_aws_does()
    resource = {"id": "1", "path": "/turns"}
    return asyncio.run(
        gateway._invoke_lambda_proxy_v1({"uri": ""}, "api", "v1", {}, resource, "/turns", "POST", {}, b"", {}, {})
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the emulator's own
def test_a_function_that_died_is_answered_by_the_apis_response_to_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(monkeypatch, DIED)
    assert found.response_type == "DEFAULT_5XX"
    assert "killed" not in found.message


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_a_function_answers_itself_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    status, headers, body = asked(monkeypatch, OWN)
    assert (status, headers["Retry-After"], json.loads(body)) == (503, "1", {"status": 503})
