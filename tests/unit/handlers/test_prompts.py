"""Better prompts over HTTP."""

import json
from types import ModuleType
from typing import Any

import pytest

from contracts.prompts import MAX_EXAMPLES, MAX_PROMPT_CHARS, EnhancedPrompt
from gateway.authorize import Caller
from handlers.policy import MAX_BODY_BYTES
from infra.openapi.examples import examples_of
from tests.unit.handlers.conftest import Load
from tests.unit.handlers.events import CONVERSATION, STAFF, Answer, read, request

ENHANCE = "/prompts/enhance"
SERVER = Caller(kind="secret", tenant="demo")
EXAMPLE = {"input": "a", "output": "b"}


@pytest.fixture
def prompts(load: Load) -> ModuleType:
    return load("prompts")


def post(prompts: ModuleType, body: str, caller: Caller | None = SERVER) -> Answer:
    return read(prompts.handler(request("POST", ENHANCE, caller=caller, body=body), None))


def ask(prompts: ModuleType, **asked: Any) -> Answer:
    return post(prompts, json.dumps({"prompt": "Classify the mail."} | asked))


def test_a_server_gets_a_better_prompt(prompts: ModuleType) -> None:
    answer = ask(prompts, examples=[EXAMPLE], output_schema={"type": "object"}, language="de")
    assert answer.status == 200
    made = EnhancedPrompt.model_validate(answer.json)
    assert made.task.kind == "classification"
    assert {one.name for one in made.techniques} == {"direct", "few_shot", "structured_output"}


@pytest.mark.parametrize("caller", [None, CONVERSATION, STAFF, Caller(kind="publishable", tenant="demo")])
def test_nobody_else_gets_one(prompts: ModuleType, caller: Caller | None) -> None:
    refused = post(prompts, '{"prompt": "Classify the mail."}', caller)
    assert (refused.status, refused.json["type"]) == (401, "urn:curbside:problem:unauthenticated")
    assert refused.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"prompt": ""}, "prompt"),
        ({"prompt": " \n\t"}, "prompt"),
        ({"prompt": "x" * (MAX_PROMPT_CHARS + 1)}, "prompt"),
        ({"prompt": "bell \a"}, "prompt"),
        ({"prompt": 7}, "prompt"),
        ({"context": "null \0"}, "context"),
        ({"model": "gpt-99"}, "model"),
        ({"model": "../fast"}, "model"),
        ({"language": "german"}, "language"),
        ({"examples": [EXAMPLE] * (MAX_EXAMPLES + 1)}, "examples"),
        ({"examples": [{"input": "a"}]}, "examples.0.output"),
        ({"examples": [EXAMPLE | {"note": "c"}]}, "examples.0.note"),
        ({"output_schema": "object"}, "output_schema"),
        ({"temperature": 1}, "temperature"),
    ],
)
def test_what_is_wrong_is_refused_by_its_field(prompts: ModuleType, asked: dict[str, Any], field: str) -> None:
    refused = ask(prompts, **asked)
    assert (refused.status, refused.json["field"]) == (422, field)
    assert refused.json["type"] == "urn:curbside:problem:invalid-input"


def test_a_model_nobody_knows_is_told_the_aliases(prompts: ModuleType) -> None:
    assert "balanced, best, fast" in ask(prompts, model="gpt-99").json["detail"]


def test_the_longest_prompt_is_taken_and_a_longer_body_is_not(prompts: ModuleType) -> None:
    assert ask(prompts, prompt="x" * MAX_PROMPT_CHARS).status == 200
    assert post(prompts, json.dumps({"prompt": "x" * MAX_BODY_BYTES})).status == 413
    assert post(prompts, '{"prompt": ').status == 400


def test_the_example_of_the_api_is_what_is_answered(prompts: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = examples_of("enhancePrompt")
    answer = ask(prompts, **shown["request"]).json
    prices = {"cost_usd_before", "cost_usd_after"}
    assert {k: v for k, v in answer.items() if k not in prices} == {
        k: v for k, v in shown["200"].items() if k not in prices
    }
