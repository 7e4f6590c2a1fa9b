"""What is logged, and what never is."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from gateway.credentials import fingerprint, new_conversation_token
from observe.log import where
from store.customers import save_customer
from store.sessions import save_session
from tests.unit import builders
from tests.unit.handlers.conftest import Load
from tests.unit.handlers.events import read, request

Lines = Callable[[], list[dict[str, Any]]]
VIN, PLATE = "XVDKTE58E00000117", "DM24 KTE"
TEXT = f"I am Quirin Fitzgibbon, my car {VIN} with plate {PLATE}: what does the red brake light mean?"


@pytest.mark.usefixtures("tables", "knowledge_base", "watch_queue", "patience")
def test_no_line_holds_a_name_a_vin_a_plate_a_text_or_a_token(load: Load, logged: Lines) -> None:
    token = new_conversation_token("c1")
    save_customer(
        builders.customer(builders.vehicle(vin=VIN, plate=PLATE), first_name="Quirin", last_name="Fitzgibbon")
    )
    save_session(builders.session(customer_id="cust-1", token_sha256=fingerprint(token)))
    supervisor = load("supervisor")
    good = request(body=json.dumps({"text": TEXT, "client_turn_id": "1"}))
    bad = request(body=json.dumps({"text": TEXT + "\x07", "client_turn_id": "2", "vin": VIN}))
    for made in (good, bad):
        made["headers"]["Authorization"] = f"Bearer {token}"
    answer = read(supervisor.handler(good, None))
    assert "Quirin" in answer.json["reply"]["text"]  # the reply may greet; the log may not
    assert read(supervisor.handler(bad, None)).status == 422
    lines = logged()
    assert [line["message"] for line in lines] == [
        "turn answered",
        "POST /conversations/{conversation_id}/turns",
        "POST /conversations/{conversation_id}/turns",
    ]
    private = ("Quirin", "Fitzgibbon", VIN, PLATE, "red brake light", token, fingerprint(token), "cust-1", "hazard")
    assert not [word for word in private if word.casefold() in json.dumps(lines).casefold()]


@pytest.mark.usefixtures("tables", "knowledge_base", "watch_queue", "patience")
def test_a_turn_can_be_followed_by_its_ids(load: Load, logged: Lines) -> None:
    save_session(builders.session())
    supervisor = load("supervisor")
    answer = read(supervisor.handler(request(), None))
    turn, http = logged()
    assert (turn["turn_id"], turn["trace_id"]) == (answer.json["turn_id"], answer.json["trace_id"])
    assert (turn["conversation_id"], turn["route"], turn["missing"]) == ("c1", "answer", [])
    assert set(turn["timing_ms"]) == {
        "total", "encode", "intent", "sentiment", "knowledge", "personalization", "routing", "response"
    }  # fmt: skip
    assert (http["status"], http["trace_id"]) == (200, answer.json["trace_id"])


@pytest.mark.usefixtures("tables", "knowledge_base")
def test_an_unexpected_error_is_logged_with_its_place_and_not_its_text(
    load: Load, logged: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*arguments: object) -> None:
        raise RuntimeError(f"{VIN} is not a number")

    supervisor = load("supervisor")
    monkeypatch.setattr(supervisor, "Turn", explode)
    supervisor.handler(request(), None)
    failed = logged()[0]
    assert (failed["level"], failed["error"]) == ("ERROR", "RuntimeError")
    assert any("explode" in frame for frame in failed["where"])
    assert VIN not in json.dumps(logged())


def test_a_place_is_a_file_a_line_and_a_function() -> None:
    def fail() -> None:
        raise ValueError("secret")

    with pytest.raises(ValueError, match="secret") as caught:
        fail()
    *_, innermost = where(caught.value)
    assert innermost.startswith("test_logs.py:")
    assert innermost.endswith(" fail")
    assert "secret" not in innermost
