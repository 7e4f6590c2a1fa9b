"""The function that looks after turns."""

import json
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

import store.turns
from contracts.ids import new_id
from contracts.turn import TurnRequest
from handlers.policy import WATCH_TRIES
from store.policy import ATTEMPT_LEASE_SECONDS
from store.sessions import save_session
from store.transcripts import read_transcript
from store.turns import claim_turn
from tests.unit import builders
from tests.unit.aws import drop_table
from tests.unit.handlers.conftest import Load

pytestmark = pytest.mark.usefixtures("tables", "knowledge_base", "patience")
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def watch(load: Load) -> ModuleType:
    save_session(builders.session(country="DE"))
    return load("watch")


def message(turn_id: str, tries: int = 1, body: str | None = None) -> dict[str, Any]:
    told = body or json.dumps({"conversation_id": "c1", "turn_id": turn_id, "trace_id": "trace-1"})
    return {"messageId": f"message of {turn_id}", "body": told, "attributes": {"ApproximateReceiveCount": str(tries)}}


def dead(monkeypatch: pytest.MonkeyPatch, text: str = "What does the red brake light mean?") -> str:
    """A turn whose process was killed long ago."""
    turn_id = claim_turn("c1", "demo", TurnRequest(text=text, client_turn_id=new_id()), new_id()).turn_id
    now = time.time() + ATTEMPT_LEASE_SECONDS + 1
    monkeypatch.setattr(store.turns, "time", lambda: now)
    return turn_id


def test_a_turn_that_nobody_answered_is_answered(
    watch: ModuleType, monkeypatch: pytest.MonkeyPatch, logged: Lines
) -> None:
    turn_id = dead(monkeypatch)
    assert watch.handler({"Records": [message(turn_id), message(new_id())]}, None) == {"batchItemFailures": []}
    assert [entry.author for entry in read_transcript("c1")[0]] == ["customer", "bot"]
    told = {line["outcome"]: line["level"] for line in logged() if line["message"] == "turn looked after"}
    assert told == {"answered": "WARNING", "nothing to do": "INFO"}


def test_at_the_last_try_a_danger_is_answered_without_any_agent(
    watch: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(environment: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr(watch, "supervisor", broken)
    turn_id = dead(monkeypatch, "My car is on fire, I cannot get out")
    assert watch.handler({"Records": [message(turn_id, WATCH_TRIES)]}, None) == {"batchItemFailures": []}
    reply = read_transcript("c1")[0][-1]
    assert (reply.kind, "112" in reply.text) == ("emergency", True)


def test_only_the_messages_that_failed_come_again(
    watch: ModuleType, monkeypatch: pytest.MonkeyPatch, logged: Lines
) -> None:
    records = [message(dead(monkeypatch)), message("", body="{}"), message("", body="nonsense")]
    drop_table("Sessions")
    failures = watch.handler({"Records": records}, None)["batchItemFailures"]
    assert failures == [{"itemIdentifier": records[0]["messageId"]}]
    assert [line["reason"] for line in logged() if line["message"] == "message left out"] == ["it names no turn"] * 2
