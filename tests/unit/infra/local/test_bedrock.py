"""The process that answers as Bedrock, as a run starts it."""

from pathlib import Path
from typing import Any

import pytest

from infra.local.bedrock import Bedrock
from infra.local.settings import LocalSettings


def bedrock(folder: Path, **chosen: Any) -> Bedrock:
    return Bedrock(LocalSettings.model_validate({"CURBSIDE_STATE": folder} | chosen))


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"BEDROCK": "double"}, "-m infra.bedrock --port 4602"),
        ({"BEDROCK": "double", "CURBSIDE_BEDROCK_SCRIPT": "my script.json"}, "--port 4602 --script 'my script.json'"),
        ({"BEDROCK": "openai:http://127.0.0.1:80#m"}, "--port 4602 --openai 'http://127.0.0.1:80#m'"),
        ({"BEDROCK": "aws", "CURBSIDE_BEDROCK_PORT": 5000}, "--port 5000 --aws us-east-1"),
    ],
)
def test_the_command_starts_what_was_chosen(tmp_path: Path, chosen: dict[str, Any], words: str) -> None:
    assert bedrock(tmp_path, **chosen).command.endswith(words)


def test_a_run_without_one_starts_none(tmp_path: Path) -> None:
    assert not bedrock(tmp_path).wanted
    bedrock(tmp_path).stop()


def test_it_is_said_that_a_double_is_no_model(tmp_path: Path) -> None:
    assert bedrock(tmp_path, BEDROCK="double").answered_by == "a double: scripted answers, no model"
    assert "Amazon Bedrock" in bedrock(tmp_path, BEDROCK="aws").answered_by


def test_the_operators_credentials_are_kept_from_before_the_made_up_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "operator")
    child = bedrock(tmp_path, BEDROCK="aws")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    assert child._environment["AWS_ACCESS_KEY_ID"] == "operator"
