"""Health checks."""

from types import ModuleType

import pytest

from tests.unit.aws import drop_table
from tests.unit.handlers.conftest import Load
from tests.unit.handlers.events import Answer, read, request


def ask(health: ModuleType, what: str) -> Answer:
    return read(health.handler(request("GET", f"/health/{what}", caller=None, body=None), None))


@pytest.mark.usefixtures("tables", "knowledge_base")
def test_a_deployed_and_published_stack_is_ready(load: Load) -> None:
    answer = ask(load("health"), "readiness")
    assert (answer.status, answer.json) == (200, {"status": "ok", "checks": {"sessions": "ok", "knowledge": "ok"}})


@pytest.mark.usefixtures("tables")
def test_without_a_published_index_it_lives_and_is_not_ready(load: Load) -> None:
    health = load("health")
    ready = ask(health, "readiness")
    assert (ready.status, ready.json["status"], ready.json["checks"]["sessions"]) == (503, "unavailable", "ok")
    assert ready.json["checks"]["knowledge"] != "ok"
    assert ask(health, "liveliness").status == 200


@pytest.mark.usefixtures("tables", "knowledge_base")
def test_without_its_tables_it_is_not_ready_and_says_why(load: Load) -> None:
    drop_table("Sessions")
    ready = ask(load("health"), "readiness")
    assert ready.status == 503
    assert "ResourceNotFoundException" in ready.json["checks"]["sessions"]
