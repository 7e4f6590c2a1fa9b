"""The desk over HTTP; tables in moto."""

import json
from types import ModuleType
from typing import Any

import pytest

from contracts.canned import CannedReply, CannedText
from contracts.staff import StaffRole
from gateway.authorize import Caller
from store.canned import save_canned
from store.customers import save_customer
from store.sessions import save_session
from store.staff import save_staff
from tests.unit import builders
from tests.unit.aws import stored_session
from tests.unit.conversations.people import ANNA, BEN, at_desk, is_open, open_of, record, waits
from tests.unit.handlers.conftest import Load
from tests.unit.handlers.events import CONVERSATION, STAFF, Answer, read, request

pytestmark = pytest.mark.usefixtures("tables")
IN = "/conversations/{conversation_id}"
BEN_CALLS = STAFF.changed(staff_id="ben", name="Ben")
SAM_CALLS = STAFF.changed(staff_id="sam", name="Sam", role="supervisor")
ELSEWHERE = STAFF.changed(tenant="anker")
FAR_AWAY = STAFF.changed(region="eu-west-1")
MESSAGE = {"text": "Hello", "client_message_id": "m1"}
DEEDS: tuple[tuple[str, dict[str, Any] | None], ...] = (
    ("claim", None),
    ("decline", None),
    ("messages", MESSAGE),
    ("notes", MESSAGE),
    ("give-back", {}),
    ("transfer", {"queue": "sales"}),
    ("wrap-up", {"disposition": "solved"}),
)


@pytest.fixture
def desk(load: Load) -> ModuleType:
    save_staff(record(ANNA))
    save_staff(record(BEN))
    return load("desk")


def call(
    desk: ModuleType, method: str, resource: str, body: Any = None, caller: Caller = STAFF, **changes: Any
) -> Answer:
    sent = None if body is None else json.dumps(body)
    return read(desk.handler(request(method, resource, caller=caller, body=sent, **changes), None))


def test_who_claims_writes_and_finishes(desk: ModuleType) -> None:
    waits()
    assert call(desk, "PUT", "/presence", {"status": "available"}).json["status"] == "available"
    claimed = call(desk, "POST", f"{IN}/claim")
    assert (claimed.status, claimed.json["state"], claimed.json["staff_name"]) == (200, "held", "Anna")
    sent = call(desk, "POST", f"{IN}/messages", MESSAGE)
    assert (sent.status, sent.json["author"], sent.json["name"]) == (201, "person", "Anna Keller")
    assert call(desk, "POST", f"{IN}/notes", MESSAGE | {"client_message_id": "n1"}).json["holder"] == "person"
    assert call(desk, "POST", f"{IN}/wrap-up", {"disposition": "solved", "summary": "told"}).json["holder"] == "bot"
    assert not is_open()


def test_the_desk_shows_what_is_ones_own_what_waits_and_who_is_there(desk: ModuleType) -> None:
    waits("c1")
    waits("c2", queue="sales")
    waits("c3", queue="roadside", priority=1)
    at_desk(ANNA, BEN)
    call(desk, "POST", f"{IN}/claim")
    seen = call(desk, "GET", "/desk").json
    assert [one["conversation_id"] for one in seen["mine"]] == ["c1"]
    assert [one["conversation_id"] for one in seen["emergencies"]] == ["c3"]
    assert seen["waiting"] == []  # neither has the topic
    assert {one["staff_id"] for one in seen["people"]} == {"anna", "ben"}
    assert [one["waiting"] for one in seen["queues"] if one["queue"] == "sales"] == [1]
    supervised = call(desk, "GET", "/desk", caller=SAM_CALLS.changed(staff_id="anna")).json
    assert [one["conversation_id"] for one in supervised["waiting"]] == ["c2"]


def test_who_never_came_sees_the_desk_as_somebody_who_is_not_there(desk: ModuleType) -> None:
    waits()
    seen = call(desk, "GET", "/desk").json
    assert (seen["me"]["status"], seen["mine"], seen["waiting"]) == ("offline", [], [])


def test_the_next_of_a_line_is_claimed(desk: ModuleType) -> None:
    waits("c1")
    at_desk(ANNA)
    claimed = call(desk, "POST", "/queues/{queue}/claim", path="/queues/customer_care/claim")
    assert (claimed.status, claimed.json["conversation_id"]) == (200, "c1")
    empty = call(desk, "POST", "/queues/{queue}/claim", path="/queues/customer_care/claim")
    assert (empty.status, empty.json["field"]) == (404, "queue")


def test_a_conversation_is_shown_with_what_a_person_needs_first(desk: ModuleType) -> None:
    save_customer(builders.customer())
    waits()
    save_session(stored_session().changed(customer_id="cust-1"))
    seen = call(desk, "GET", IN).json
    assert (seen["holder"], seen["handover"]["queue"], seen["customer_id"]) == ("queue", "customer_care", "cust-1")
    assert seen["packet"]["why"]
    assert [entry["author"] for entry in seen["entries"]] == ["bot"]
    customer = call(desk, "GET", "/customers/{customer_id}", path="/customers/cust-1").json
    assert customer["customer_id"] == "cust-1"


def test_canned_replies_are_filled_in_for_the_conversation(desk: ModuleType) -> None:
    text = CannedText(title="Hello", text="Hello, this is {my_name} about your {model}.")
    save_canned("demo", [CannedReply(name="hello", languages={"en": text})])
    waits()
    path = f"{IN}/canned-replies"
    [found] = call(desk, "GET", path, queryStringParameters={"q": "hell"}).json["replies"]
    assert (found["text"], found["gaps"]) == ("Hello, this is Anna Keller about your ⟦model⟧.", ["model"])
    assert call(desk, "GET", path, queryStringParameters={"q": "bye"}).json == {"replies": []}
    assert len(call(desk, "GET", path).json["replies"]) == 1
    assert call(desk, "GET", path, queryStringParameters={"q": "x" * 101}).json["field"] == "q"


@pytest.mark.parametrize("caller", [ELSEWHERE, FAR_AWAY], ids=["tenant", "region"])
@pytest.mark.parametrize(("deed", "body"), DEEDS)
def test_of_another_tenant_or_region_nothing_is_there(
    desk: ModuleType, caller: Caller, deed: str, body: dict[str, Any] | None
) -> None:
    waits()
    before = open_of()
    refused = call(desk, "POST", f"{IN}/{deed}", body, caller)
    assert (refused.status, refused.json["type"]) == (404, "urn:curbside:problem:not-found")
    assert open_of() == before
    assert call(desk, "GET", IN, caller=caller).status == 404


@pytest.mark.parametrize(("deed", "body"), [deed for deed in DEEDS if deed[0] not in ("claim", "decline", "notes")])
def test_who_does_not_have_the_conversation_may_do_nothing_with_it(
    desk: ModuleType, deed: str, body: dict[str, Any] | None
) -> None:
    waits()
    at_desk(ANNA, BEN)
    call(desk, "POST", f"{IN}/claim")
    before = open_of()
    refused = call(desk, "POST", f"{IN}/{deed}", body, BEN_CALLS)
    assert refused.status in (403, 409)
    assert open_of() == before


@pytest.mark.parametrize("caller", [CONVERSATION, Caller(kind="secret", tenant="demo")], ids=["customer", "server"])
def test_nobody_but_staff_gets_in(desk: ModuleType, caller: Caller) -> None:
    waits()
    for method, path in (("GET", "/desk"), ("GET", IN), ("POST", f"{IN}/claim"), ("PUT", "/presence")):
        assert call(desk, method, path, {}, caller).status == 401


@pytest.mark.parametrize("role", ["agent", "supervisor", "admin"])
def test_every_role_may_come_to_its_own_desk(desk: ModuleType, role: StaffRole) -> None:
    assert call(desk, "GET", "/desk", caller=STAFF.changed(role=role)).status == 200


@pytest.mark.parametrize(
    ("deed", "body", "field"),
    [
        ("messages", {"text": " ", "client_message_id": "m1"}, "text"),
        ("messages", {"text": "x" * 4001, "client_message_id": "m1"}, "text"),
        ("messages", {"text": "x", "client_message_id": "a b"}, "client_message_id"),
        ("messages", {"text": "your ⟦model⟧ is ready", "client_message_id": "m1"}, "text"),
        ("transfer", {}, "body"),
        ("transfer", {"queue": "sales", "staff_id": "ben"}, "body"),
        ("transfer", {"queue": "no_such_queue"}, "queue"),
        ("transfer", {"staff_id": "ghost"}, "staff_id"),
        ("wrap-up", {"disposition": "whatever"}, "disposition"),
        ("wrap-up", {"disposition": "solved", "tags": ["A B"]}, "tags.0"),
        ("notes", {"text": "x", "client_message_id": "n1", "mentions": ["<b>"]}, "mentions.0"),
    ],
)
def test_what_is_wrong_is_refused_by_its_field(desk: ModuleType, deed: str, body: dict[str, Any], field: str) -> None:
    waits()
    at_desk(ANNA)
    call(desk, "POST", f"{IN}/claim")
    refused = call(desk, "POST", f"{IN}/{deed}", body)
    assert (refused.status, refused.json["field"]) == (422, field)


def test_a_cockpit_gets_an_address_that_opens_one_connection(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVE_URL", "wss://live.example.com/v1")
    url = call(load("desk"), "POST", "/desk/live").json["live_url"]
    assert url.startswith("wss://live.example.com/v1?ticket=desk_")


def test_without_a_live_channel_there_is_no_address(desk: ModuleType) -> None:
    assert call(desk, "POST", "/desk/live").json == {"live_url": None}
