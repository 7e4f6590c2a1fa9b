"""The command: how the server starts, and why it does not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from infra.bedrock.server import BedrockServer

ROOT = Path(__file__).parents[4]
SECONDS = 60.0


def launch(*words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "infra.bedrock", *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_it_says_where_it_answers_and_ends_when_it_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script.jsonl"
    script.write_text('{"then": {"text": "x"}}\n')
    process = launch("--port", "0", "--script", str(script))
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Bedrock at http://127.0.0.1:")
    os.kill(process.pid, signal.SIGTERM)
    _, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, errors) == (0, "")


@pytest.mark.parametrize(
    ("content", "said"),
    [('{"then": {"txt": "x"}}', "rules.0.then.txt: Extra inputs"), ("{", "line 1: this is no JSON")],
)
def test_a_bad_script_is_named_with_its_field(tmp_path: Path, content: str, said: str) -> None:
    script = tmp_path / "script.json"
    script.write_text(content)
    _, errors = launch("--port", "0", "--script", str(script)).communicate(timeout=SECONDS)
    assert errors.startswith(f"error: {script}: {said}")


def test_a_port_that_is_taken_is_named(double: BedrockServer) -> None:
    process = launch("--port", str(double.server_port))
    _, errors = process.communicate(timeout=SECONDS)
    assert errors.startswith(f"error: port {double.server_port} cannot be used: ")
    assert process.returncode == 1
