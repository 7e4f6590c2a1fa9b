"""The supervisor's function with a candidate of the routing policy, and without."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from store.sessions import save_session
from tests.unit import builders
from tests.unit.aws import client
from tests.unit.graph.test_shadow import counted, policy, rule, settled
from tests.unit.handlers.conftest import BUCKET, Load
from tests.unit.handlers.events import WITH_FINDINGS, read, request

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def supervisor(load: Load, tables: None, knowledge_base: None, patience: None) -> Callable[[], ModuleType]:
    save_session(builders.session())
    return lambda: load("supervisor")


def test_a_supervisor_with_a_candidate_compares_the_turns_it_answers(
    supervisor: Callable[[], ModuleType], monkeypatch: pytest.MonkeyPatch, logged: Lines
) -> None:
    elsewhere = rule("elsewhere", {"intents": ["warning_light"], "safety_critical": False, "stalled": False})
    client("s3").put_object(Bucket=BUCKET, Key="routing/candidate.json", Body=policy(elsewhere))
    monkeypatch.setenv("ROUTING_CANDIDATE", f"s3://{BUCKET}/routing/candidate.json")
    loaded = supervisor()
    answer = read(loaded.handler(request(caller=WITH_FINDINGS), None))
    loaded._runner.run(settled())
    assert (answer.status, answer.json["missing"]) == (200, [])
    [line] = [line for line in logged() if line["message"] == "routing candidate differs"]
    assert (line["turn_id"], line["rule"]) == (answer.json["turn_id"], answer.json["route"]["rule"])
    assert line["candidate_route"] == "queue sales"
    assert answer.json["route"]["queue"] != "sales"


def test_a_supervisor_whose_candidate_is_missing_answers_all_the_same(
    supervisor: Callable[[], ModuleType], monkeypatch: pytest.MonkeyPatch, logged: Lines
) -> None:
    monkeypatch.setenv("ROUTING_CANDIDATE", f"s3://{BUCKET}/routing/candidate.json")
    loaded = supervisor()
    answer = read(loaded.handler(request(caller=WITH_FINDINGS), None))
    loaded._runner.run(settled())
    assert (answer.status, answer.json["missing"]) == (200, [])
    [line] = [line for line in logged() if line["message"] == "routing candidate failed"]
    assert line["reason"] == "routing candidate did not answer: NoSuchKey"


def test_a_supervisor_without_a_candidate_compares_nothing(
    supervisor: Callable[[], ModuleType], logged: Lines, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded = supervisor()
    assert read(loaded.handler(request(caller=WITH_FINDINGS), None)).status == 200
    assert not [line for line in logged() if "candidate" in line["message"]]
    assert counted(capsys) == {}
