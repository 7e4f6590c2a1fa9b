"""A turn over HTTP, every agent in this process, AWS in moto."""

import base64
import json
from types import ModuleType
from typing import Any

import pytest

from conversations.close import close_conversation
from gateway.authorize import Caller
from handlers.policy import MAX_BODY_BYTES
from handlers.wiring.conversations import SESSIONS
from store.sessions import save_session
from store.transcripts import read_transcript
from tests.unit import builders
from tests.unit.aws import DESK, TABLES, drop_table
from tests.unit.handlers.conftest import Load
from tests.unit.handlers.events import WITH_FINDINGS, Answer, event, read, request

pytestmark = pytest.mark.usefixtures("tables", "knowledge_base", "patience")
TRACE_ID = "5f3f0f0e-0000-4000-8000-0123456789ab"


@pytest.fixture
def supervisor(load: Load) -> ModuleType:
    save_session(builders.session())
    return load("supervisor")


def send(supervisor: ModuleType, body: object = None, **changes: Any) -> Answer:
    text = body if isinstance(body, str) or body is None else json.dumps(body)
    return read(supervisor.handler(request(**{"body": text} | changes), None))


def turn(text: str = "hello", client_turn_id: str = "1") -> dict[str, str]:
    return {"text": text, "client_turn_id": client_turn_id}


def check_problem(answer: Answer, status: int, slug: str, field: str | None) -> None:
    assert answer.status == status, answer.json
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json["type"] == f"urn:curbside:problem:{slug}"
    assert answer.json["status"] == status
    assert answer.json["trace_id"] == TRACE_ID
    assert answer.json["title"]
    assert answer.json["detail"]
    assert answer.json.get("field") == field


def test_a_turn_as_the_gateway_sends_it_gets_a_cited_answer(supervisor: ModuleType) -> None:
    answer = read(supervisor.handler(event("turn"), None))
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json["reply"]["kind"] == "answer"
    assert answer.json["reply"]["citations"][0]["source"] == "warning-lights/brake-system.md"
    assert answer.json["trace_id"] == TRACE_ID
    assert [entry.author for entry in read_transcript("c1")[0]] == ["customer", "bot"]


def test_a_customer_is_told_nothing_that_was_found_and_a_caller_with_the_scope_is(supervisor: ModuleType) -> None:
    told = send(supervisor, turn("What does the red brake light mean?"))
    assert told.json.keys() == {"turn_id", "conversation_id", "reply", "route", "path", "trace_id"}
    assert told.json["route"] == {"kind": "answer", "queue": None}
    whole = send(supervisor, turn("What does the red brake light mean?"), caller=WITH_FINDINGS)
    assert whole.json["turn_id"] == told.json["turn_id"], "the stored answer is complete, whoever asked first"
    assert whole.json["missing"] == []
    assert whole.json["findings"]["intent"]["intent"] == "warning_light"
    assert whole.json["route"]["rule"] == "answered_by_knowledge"
    assert whole.json["reply"] == told.json["reply"]


def test_a_turn_whose_reply_is_read_aloud_gets_one_without_lists(supervisor: ModuleType) -> None:
    asked = turn("How long does the Kite take to charge?")
    shown = send(supervisor, asked).json["reply"]
    said = send(supervisor, asked | {"client_turn_id": "2", "channel": "speech"}).json["reply"]
    assert (shown["kind"], said["kind"]) == ("answer", "answer")
    assert ("\n" in shown["text"], "\n" in said["text"]) == (True, False)
    assert len(said["speech"]) < len(shown["speech"])


def test_the_same_turn_sent_again_gets_the_same_answer(supervisor: ModuleType) -> None:
    first = send(supervisor, turn())
    assert first.status == 200
    assert send(supervisor, turn()).json == first.json


def test_a_body_in_base64_is_read(supervisor: ModuleType) -> None:
    body = base64.b64encode(json.dumps(turn("¿Hola, qué tal?")).encode()).decode()
    assert send(supervisor, body, isBase64Encoded=True).status == 200
    assert read_transcript("c1")[0][0].text == "¿Hola, qué tal?"


HALF_A_PAIR = r'{"text": "\ud83d", "client_turn_id": "1"}'


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (None, 422, "text"),
        ("", 422, "text"),
        (" \n", 422, "text"),
        ("hello", 400, "body"),
        ('{"text": "hello"', 400, "body"),
        ("[" * 20_000, 400, "body"),
        (HALF_A_PAIR, 400, "body"),
        ("null", 422, "body"),
        ("[]", 422, "body"),
        ('{"text": "half \ud83d", "client_turn_id": "1"}', 422, "body"),
        ({}, 422, "text"),
        ({"text": "hello"}, 422, "client_turn_id"),
        (turn() | {"customer_id": "cust-1"}, 422, "customer_id"),
        (turn(""), 422, "text"),
        (turn(" \n "), 422, "text"),
        (turn("x" * 4001), 422, "text"),
        (turn("bell\x07"), 422, "text"),
        (turn("M\ufffdller"), 422, "text"),
        (turn(client_turn_id="a b"), 422, "client_turn_id"),
        (turn() | {"channel": "voice"}, 422, "channel"),
        (turn() | {"channel": None}, 422, "channel"),
        (turn() | {"text": 7}, 422, "text"),
        (turn() | {"text": {"$ne": ""}}, 422, "text"),
    ],
)
def test_a_bad_body_is_a_problem_document_that_names_the_field(
    supervisor: ModuleType, body: object, status: int, field: str
) -> None:
    check_problem(send(supervisor, body), status, "invalid-input", field)
    assert read_transcript("c1") == ([], None)


def test_every_field_that_is_wrong_is_named(supervisor: ModuleType) -> None:
    refused = send(supervisor, {"text": "", "client_turn_id": "a b", "more": 1})
    assert {error["field"] for error in refused.json["errors"]} == {"text", "client_turn_id", "more"}


def test_bytes_that_are_not_utf_8_are_refused(supervisor: ModuleType) -> None:
    body = base64.b64encode(b'{"text": "M\xfcller", "client_turn_id": "1"}').decode()
    check_problem(send(supervisor, body, isBase64Encoded=True), 422, "invalid-input", "body")


def test_base64_that_is_none_is_refused(supervisor: ModuleType) -> None:
    assert send(supervisor, "abcde", isBase64Encoded=True).status == 422


def test_a_body_over_the_limit_is_refused_and_one_at_the_limit_is_read(supervisor: ModuleType) -> None:
    padding = MAX_BODY_BYTES - len(json.dumps(turn()))
    assert send(supervisor, json.dumps(turn()) + " " * padding).status == 200
    over = send(supervisor, json.dumps(turn()) + " " * (padding + 1))
    check_problem(over, 413, "payload-too-large", "body")
    assert str(MAX_BODY_BYTES) in over.json["detail"]
    assert send(supervisor, turn("x" * 33 * 1024)).status == 413
    assert send(supervisor, turn("ü" * 17 * 1024)).status == 413


@pytest.mark.parametrize(
    ("method", "resource"), [("DELETE", "/conversations/{conversation_id}/turns"), ("PUT", "/x"), ("GET", "/{proxy+}")]
)
def test_a_wrong_method_or_path_is_a_problem_document(supervisor: ModuleType, method: str, resource: str) -> None:
    check_problem(send(supervisor, turn(), method=method, resource=resource), 404, "not-found", "path")


@pytest.mark.parametrize(
    "caller",
    [
        Caller(kind="conversation", tenant="demo", conversation_id="c2"),
        Caller(kind="secret", tenant="demo"),
        Caller(kind="publishable", tenant="demo"),
    ],
)
def test_a_foreign_conversation_is_not_found(supervisor: ModuleType, caller: Caller) -> None:
    check_problem(send(supervisor, turn(), caller=caller), 404, "not-found", "conversation_id")
    assert read_transcript("c1") == ([], None)


def test_a_request_the_authorizer_did_not_see_is_refused_and_told_how_to_prove_who_calls(
    supervisor: ModuleType,
) -> None:
    refused = send(supervisor, turn(), caller=None)
    check_problem(refused, 401, "unauthenticated", "Authorization")
    assert refused.headers["WWW-Authenticate"] == "Bearer"


def test_a_kind_of_caller_that_only_a_newer_authorizer_knows_is_refused(supervisor: ModuleType) -> None:
    sent = request(body=json.dumps(turn()))
    sent["requestContext"]["authorizer"]["kind"] = "partner"
    check_problem(read(supervisor.handler(sent, None)), 401, "unauthenticated", "Authorization")


def test_somebody_of_the_staff_takes_no_turn_of_a_customer(supervisor: ModuleType) -> None:
    staff = Caller(kind="staff", tenant="demo", conversation_id="c1", staff_id="ada", role="admin")
    answer = read(supervisor.handler(request(body=json.dumps(turn()), caller=staff), None))
    check_problem(answer, 404, "not-found", "conversation_id")


def test_a_closed_conversation_takes_no_turn(supervisor: ModuleType) -> None:
    close_conversation("c1", SESSIONS, DESK)
    check_problem(send(supervisor, turn()), 409, "conversation-closed", "conversation_id")


def test_a_used_id_with_another_text_is_a_conflict(supervisor: ModuleType) -> None:
    send(supervisor, turn("hello"))
    check_problem(send(supervisor, turn("goodbye")), 409, "turn-conflict", "client_turn_id")


def test_a_store_that_does_not_answer_is_a_503_with_the_code_of_aws(supervisor: ModuleType) -> None:
    for table in TABLES:
        drop_table(table)
    refused = send(supervisor, turn())
    check_problem(refused, 503, "unavailable", None)
    assert "ResourceNotFoundException" in refused.json["detail"]
    assert refused.headers["Retry-After"] == "1"


def test_an_error_nobody_foresaw_shows_nothing_of_itself(
    supervisor: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*arguments: object) -> None:
        raise RuntimeError("password=hunter2 for Quirin")

    monkeypatch.setattr(supervisor, "Turn", explode)
    refused = send(supervisor, turn())
    check_problem(refused, 500, "internal-error", None)
    assert not [word for word in ("hunter2", "Quirin", "RuntimeError", "Traceback") if word in str(refused)]


def test_a_preflight_from_a_page_is_answered(supervisor: ModuleType) -> None:
    made = request("OPTIONS", caller=None, body=None)
    made["headers"] = {"Origin": "https://dealer.example", "Access-Control-Request-Method": "POST"}
    answer = supervisor.handler(made, None)
    assert answer["statusCode"] in (200, 204)
