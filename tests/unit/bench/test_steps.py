"""Each step of a turn by itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from contracts.turn import AgentName, AgentTask
from tests.bench.agents import artifacts, tasks_of
from tests.bench.fresh import in_fresh_process
from tests.bench.steps import STEPS


@pytest.fixture(scope="module")
def task(archive: Path) -> AgentTask:
    return next(tasks_of(["The red brake warning light is on, can I drive on?"], archive))


def test_a_task_carries_what_a_turn_would_give_it(task: AgentTask) -> None:
    assert task.vector is not None
    assert task.findings.routing is not None
    assert task.findings.knowledge is not None
    assert task.findings.knowledge.passages
    assert task.findings.personalization is not None
    assert task.findings.personalization.identified


def test_every_agent_is_measured() -> None:
    assert set(AgentName) <= set(STEPS)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_runs_by_itself(name: str, task: AgentTask, archive: Path) -> None:
    assert STEPS[name](archive)(task) is not None


@pytest.mark.parametrize("name", [name for name in STEPS if name != "personalization"])
def test_what_a_step_reads_is_there(name: str, archive: Path) -> None:
    files = artifacts(name, archive)
    assert files
    assert all(file.stat().st_size for file in files)


def test_the_memory_of_a_step_is_that_of_its_own_imports() -> None:
    loaded = "import sys, tests.bench.steps; print({'numpy', 'pydantic', 'boto3'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert shown.stdout == "set()\n"


def test_a_step_is_timed_in_a_process_of_its_own(task: AgentTask, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "tasks").write_text(f"{task.model_dump_json()}\n" * 3, encoding="utf-8")
    found = in_fresh_process("steps", "routing", tmp_path / "tasks", archive)
    assert len(found["ms"]) == 3
    assert 1 < found["memory"] / 1024**2 < 100
    with pytest.raises(subprocess.CalledProcessError):
        in_fresh_process("steps", "routing", tmp_path / "nothing", archive)
