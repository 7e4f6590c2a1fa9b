"""What functions of earlier versions sent each other, read by those of this one: as a deployment mixes them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import AliasChoices

from contracts.findings.of_turn import Findings
from contracts.findings.personalization import PersonalizationFinding
from contracts.turn import AgentName, AgentTask
from graph.dispatch import FINDING_OF, read_finding
from tests.unit.golden import FOLDERS, agrees, read, with_later_fields, without_each

TASKS = [(folder, name) for folder in FOLDERS for name in read(folder, "tasks.json")]
LATER = {"danger"}
"""Findings that no function of before knew."""
FINDINGS = [(folder, name) for folder in FOLDERS for name in read(folder, "findings.json") if name.split()[1] != "None"]


def finding_of(folder: Path, name: str) -> tuple[AgentName, dict[str, Any]]:
    return AgentName(name.split()[1]), read(folder, "findings.json")[name]


@pytest.mark.parametrize(("folder", "name"), TASKS)
def test_a_task_is_read_whole(folder: Path, name: str) -> None:
    record = read(folder, "tasks.json")[name]
    assert agrees(AgentTask.model_validate(record), record)
    assert AgentTask.model_validate(with_later_fields(record)) == AgentTask.model_validate(record)


@pytest.mark.parametrize(("folder", "name"), TASKS)
def test_a_task_lacks_any_field_but_its_text_and_any_finding(folder: Path, name: str) -> None:
    record = read(folder, "tasks.json")[name]
    bare = AgentTask(text=record["text"])
    for field, less in without_each(record, "text"):
        assert getattr(AgentTask.model_validate(less), field, None) == getattr(bare, field, None)
    for finding, less in without_each(record["findings"]):
        task = AgentTask.model_validate(record | {"findings": less})
        assert getattr(task.findings, finding, None) is None
        broken = record | {"findings": less | {finding: {"shape": "of another version"}}}
        assert AgentTask.model_validate(broken) == task


@pytest.mark.parametrize(("folder", "name"), FINDINGS)
def test_a_finding_is_read_whole(folder: Path, name: str) -> None:
    agent, record = finding_of(folder, name)
    found = read_finding(agent, json.dumps(record).encode())
    assert agrees(found, record)
    assert read_finding(agent, json.dumps(with_later_fields(record)).encode()) == found


@pytest.mark.parametrize(("folder", "name"), FINDINGS)
def test_a_finding_lacks_any_field_that_has_a_default(folder: Path, name: str) -> None:
    agent, record = finding_of(folder, name)
    needed = [name for names in needed_of(agent) for name in names]
    for field, less in without_each(record, *needed):
        found = read_finding(agent, json.dumps(less).encode())
        assert agrees(found, less), field


def needed_of(agent: AgentName) -> list[set[str]]:
    """The fields that a finding cannot be read without, each by all names it ever had."""
    fields = FINDING_OF[agent].model_fields
    earlier = {name: of.validation_alias for name, of in fields.items() if of.is_required()}
    return [
        {name, *(str(choice) for choice in alias.choices)} if isinstance(alias, AliasChoices) else {name}
        for name, alias in earlier.items()
    ]


def optional_since(folder: Path) -> Iterator[str]:
    """Fields of findings that this version needs and that version did not send."""
    for name, record in read(folder, "findings.json").items():
        yield from (f"{name}.{names}" for names in needed_of(AgentName(name.split()[1])) if names.isdisjoint(record))


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_field_that_was_renamed_is_read_under_its_earlier_name(folder: Path) -> None:
    for name, record in read(folder, "findings.json").items():
        if name.endswith("personalization") and "known" in record:
            assert PersonalizationFinding.model_validate(record).identified == record["known"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_field_that_came_later_has_a_default(folder: Path) -> None:
    assert list(optional_since(folder)) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_golden_files_hold_every_kind_of_finding(folder: Path) -> None:
    assert {finding_of(folder, name)[0] for name in read(folder, "findings.json")} == set(AgentName)
    everything = read(folder, "tasks.json")["everything response"]["findings"]
    assert {name for name, found in everything.items() if found} == set(Findings.model_fields) - LATER
