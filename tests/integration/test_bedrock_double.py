"""`make run BEDROCK=double`: functions on this machine reach the double, it dies alone, and it can be started again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from infra.local.deploy import client_for
from infra.local.upload import zip_files
from tests.integration.chat import Chat
from tests.integration.double import Double
from tests.integration.run import STOP_SECONDS, LocalRun, wait_for

FUNCTION: Final = b"""
import boto3
from botocore.config import Config

def handler(event, context):
    client = boto3.client("bedrock-runtime", config=Config(retries={"total_max_attempts": 1}))
    message = {"role": "user", "content": [{"text": event["text"]}]}
    answer = client.converse(modelId="us.anthropic.claude-haiku-4-5-20251001-v1:0", messages=[message])
    return answer["output"]["message"]["content"][0]["text"]
"""
Ask = Callable[[str], Any]


@pytest.fixture(scope="module")
def ask(stack_with_models: LocalRun) -> Ask:
    """Asks through a function of the emulator, which has only what the emulator gives it."""
    client = client_for(stack_with_models.settings)
    anyone = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    trust = json.dumps({"Version": "2012-10-17", "Statement": [anyone]})
    role = client("iam").create_role(RoleName="asks-bedrock", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    functions = client("lambda")
    functions.create_function(
        FunctionName="asks-bedrock",
        Runtime="python3.13",
        Handler="asks.handler",
        Role=role,
        Code={"ZipFile": zip_files({"asks.py": FUNCTION})},
        Timeout=20,
    )

    def ask(text: str) -> Any:
        answer = functions.invoke(FunctionName="asks-bedrock", Payload=json.dumps({"text": text}).encode())
        return json.loads(answer["Payload"].read())

    return ask


def test_the_run_says_where_bedrock_is_and_who_answers(stack_with_models: LocalRun, double: Double) -> None:
    assert f"  Bedrock   {double.address} (a double: scripted answers, no model)" in stack_with_models.output


def test_a_function_is_answered_by_the_double(double: Double, ask: Ask) -> None:
    double.script({"then": {"text": "said by the script"}})
    assert ask("hello") == "said by the script"


def test_it_dies_alone_and_answers_again_once_it_is_started(double: Double, ask: Ask, chat_with_models: Chat) -> None:
    double.kill()
    wait_for(lambda: "errorMessage" in ask("hello"), STOP_SECONDS, "the function hears that nobody answers")
    assert chat_with_models.start().say("How long does charging take?").reply.text, "a turn needs no Bedrock"
    double.revive()
    assert ask("hello").startswith("(scripted answer)")


def test_what_cannot_start_is_said_before_anything_else_starts(tmp_path: Path, index: Path) -> None:
    run = LocalRun(tmp_path, index)
    assert run.launch(BEDROCK="openai:http://127.0.0.1:9").wait(STOP_SECONDS) == 1
    assert "BEDROCK=openai:http://127.0.0.1:9: http://127.0.0.1:9/v1/models lists no model" in run.output
    assert not (run.settings.state / "emulator.pid").exists()
