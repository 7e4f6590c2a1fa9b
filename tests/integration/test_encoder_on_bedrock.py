"""Training, ingestion and search over vectors from Bedrock, by the commands that people use, in a copy of the project.

The models are a double that speaks Bedrock's protocol: what is shown is that everything fits together, not how well
they understand.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

from encoder.bedrock import COHERE
from infra.bedrock.server import BedrockServer
from knowledge.policy import ANSWERS
from tests.integration.sample_project import make_data, make_project

HEADS: Final = ("intent", "sentiment", "emotion", "danger")
JUDGES: Final = ("follow_up", "question_space", "judge", "going_on", "thresholds")
Run = Callable[..., subprocess.CompletedProcess[str]]


CHOICE: Final = "cohere"
NAME: Final = COHERE.name
FOLDER: Final = "cohere.embed-v4-0"
"""One of the two, the one that tells questions from passages: they differ in the bodies of their calls alone, which
`test_bedrock_wire.py` tries of both."""


@pytest.fixture(scope="module")
def bedrock() -> Iterator[BedrockServer]:
    with BedrockServer(0) as server:
        yield server


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp(CHOICE) / "project")


@pytest.fixture(scope="module")
def run(bedrock: BedrockServer, project: Path) -> Run:
    """Runs a module of the project with the encoder, unless told, which reaches Bedrock at the double."""
    aws = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_MAX_ATTEMPTS": "1"}
    aws["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = bedrock.address

    def run(*words: str, encoder: str = CHOICE) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", *words, "--encoder", encoder]
        return subprocess.run(
            command, cwd=project, env=os.environ | aws, capture_output=True, text=True, check=False, timeout=900
        )

    return run


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def trained(run: Run, data: Path) -> str:
    """Heads and thresholds for the encoder; gives what the command said."""
    done = run("training", *HEADS, *JUDGES, "--data", str(data))
    assert done.returncode == 0, done.stderr
    return done.stderr


def finding(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_before_a_training_an_agent_names_the_command_that_is_missing(run: Run) -> None:
    done = run("agents", "intent", "hello")
    assert done.returncode == 1
    assert f"{FOLDER}/intent.npz is missing: make it with `python -m training intent" in done.stderr


def test_heads_and_thresholds_are_made_for_it_and_the_local_ones_stay(trained: str, project: Path) -> None:
    assert [line for line in trained.splitlines() if line.startswith("[")] == [
        f"[{number}/{len(HEADS) + len(JUDGES)}] {name}" for number, name in enumerate([*HEADS, *JUDGES], start=1)
    ]
    for name in HEADS:
        heads = project / "agents" / ("intent" if name == "intent" else "sentiment") / "heads"
        with np.load(heads / FOLDER / f"{name}.npz") as head:
            weights = head["units" if name == "danger" else "weights"]
            assert (str(head["encoder"]), weights.shape[1]) == (NAME, 1024)
        assert len(list(heads.glob(f"*/{name}.npz"))) == 2
    numbers = json.loads((project / "encoder" / "measured" / FOLDER / "thresholds.json").read_bytes())
    assert numbers["encoder"] == NAME
    judge = json.loads((project / "knowledge" / "judge" / "measured" / FOLDER / "judge.json").read_bytes())
    assert judge["encoder"] == NAME
    assert "in use: none" in trained


def test_a_second_training_asks_for_nothing_that_it_has(
    run: Run, trained: str, data: Path, bedrock: BedrockServer
) -> None:
    bedrock.log.clear()
    assert run("training", "intent", "--data", str(data)).returncode == 0
    assert bedrock.log.all() == []


def test_agents_judge_by_its_vectors(run: Run, trained: str) -> None:
    wish = finding(run("agents", "intent", "book oil change"))
    names = [wish["intent"], *(other["intent"] for other in wish["alternatives"])]
    in_scope = [name for name in names if name != "out_of_scope"]  # whose many classes win in so small a sample
    assert (in_scope[0], wish["model"]) == ("book_service", f"{NAME}/intent")
    mood = finding(run("agents", "sentiment", "No brakes at all, what do I do"))
    calm = finding(run("agents", "sentiment", "book oil change"))
    assert mood["model"] == f"{NAME}/sentiment"
    assert mood["danger"] > 10 * calm["danger"], "from which number on it is one, so small a sample cannot tell"


def test_documents_are_indexed_and_searched_with_it_and_another_encoder_is_refused(
    run: Run, trained: str, tmp_path: Path
) -> None:
    built = run("knowledge", "build", "infra/demo/knowledge", str(tmp_path))
    assert built.returncode == 0, built.stderr
    index, question = built.stdout.strip(), "What does the red brake warning light mean?"
    found = run("knowledge", "search", index, question)
    assert "brake-system.md" in found.stdout.splitlines()[0]
    refused = run("knowledge", "search", index, question, encoder="local")
    assert refused.returncode == 1
    assert NAME in refused.stderr


def test_a_whole_turn_goes_through_every_agent(run: Run, trained: str) -> None:
    question = "What does the red brake warning light mean?"
    found = finding(run("agents", "knowledge", question))
    assert found["passages"][0]["source"] == "warning-lights/brake-system.md"
    assert found["passages"][0]["answers"] >= ANSWERS
    reply = finding(run("agents", "response", question))
    assert reply["text"]
