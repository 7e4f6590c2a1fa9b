"""Starting, reading and ending conversations over HTTP."""

import json
from types import ModuleType
from typing import Any

import pytest

from gateway.authorize import Caller
from gateway.credentials import conversation_of
from store.customers import save_customer
from store.entries import event_item
from store.sessions import find_session, save_session
from store.writing import write_entry
from tests.unit import builders
from tests.unit.aws import store_alone
from tests.unit.handlers.conftest import Load
from tests.unit.handlers.events import CONVERSATION, STAFF, TURN, Answer, read, request

pytestmark = pytest.mark.usefixtures("tables")
FEEDBACK = "/conversations/{conversation_id}/feedback"
GOOD = {"rating": 5, "about": "0" * 32}
START, CLOSE = "/conversations", "/conversations/{conversation_id}/close"
PAGE = Caller(kind="publishable", tenant="demo")
SERVER = Caller(kind="secret", tenant="demo")


@pytest.fixture
def conversation(load: Load) -> ModuleType:
    return load("conversation")


def start(conversation: ModuleType, caller: Caller | None, **wanted: Any) -> Answer:
    made = request("POST", START, caller=caller, body=json.dumps(wanted))
    return read(conversation.handler(made, None))


def get(conversation: ModuleType, **query: str) -> Answer:
    return read(conversation.handler(request("GET", TURN, body=None, queryStringParameters=query or None), None))


def close(conversation: ModuleType) -> Answer:
    return read(conversation.handler(request("POST", CLOSE, body=None), None))


def test_a_page_starts_a_conversation(conversation: ModuleType) -> None:
    started = start(conversation, PAGE, language="de")
    assert started.status == 201
    assert started.headers["Content-Type"] == "application/json"
    assert started.headers["Access-Control-Allow-Origin"] == "*"
    assert conversation_of(started.json["token"]) == started.json["conversation_id"]
    assert started.json["greeting"].startswith("Hallo")
    session = find_session(started.json["conversation_id"])
    assert session is not None
    assert (session.language, session.customer_id) == ("de", None)


@pytest.mark.parametrize("body", [None, "", " \n", "{}"])
def test_a_page_that_wishes_for_nothing_starts_a_conversation_all_the_same(
    conversation: ModuleType, body: str | None
) -> None:
    started = read(conversation.handler(request("POST", START, caller=PAGE, body=body), None))
    assert (started.status, started.json["language"]) == (201, "en")


def test_a_server_may_name_the_customer_and_a_page_may_not(conversation: ModuleType) -> None:
    save_customer(builders.customer())
    assert start(conversation, SERVER, customer_id="cust-1").status == 201
    refused = start(conversation, PAGE, customer_id="cust-1")
    assert (refused.status, refused.json["field"]) == (422, "customer_id")
    assert refused.json["type"] == "urn:curbside:problem:invalid-input"
    assert refused.headers["Content-Type"] == "application/problem+json"


def test_a_server_may_ask_for_findings_and_a_page_may_not(conversation: ModuleType) -> None:
    assert start(conversation, SERVER, scopes=["findings"]).status == 201
    refused = start(conversation, PAGE, scopes=["findings"])
    assert (refused.status, refused.json["field"]) == (422, "scopes")
    assert start(conversation, SERVER, scopes=["all"]).json["field"] == "scopes.0"


@pytest.mark.parametrize("caller", [None, CONVERSATION, STAFF])
def test_only_a_site_key_starts_a_conversation(conversation: ModuleType, caller: Caller | None) -> None:
    refused = start(conversation, caller)
    assert (refused.status, refused.json["type"]) == (401, "urn:curbside:problem:unauthenticated")


@pytest.mark.parametrize(
    ("wanted", "field"),
    [({"language": "german"}, "language"), ({"customer_id": "a b"}, "customer_id"), ({"tenant": "x"}, "tenant")],
)
def test_a_wrong_wish_is_refused_by_its_field(conversation: ModuleType, wanted: dict[str, str], field: str) -> None:
    refused = start(conversation, SERVER, **wanted)
    assert (refused.status, refused.json["field"]) == (422, field)
    assert [error["field"] for error in refused.json["errors"]] == [field]


def test_a_transcript_is_read_page_by_page(conversation: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    import store.transcripts

    monkeypatch.setattr(store.transcripts, "TRANSCRIPT_PAGE", 2)
    save_session(builders.session())
    for number in range(3):
        store_alone(builders.answer(f"answer {number}", turn_id=f"{number:032x}"))
    first = get(conversation)
    second = get(conversation, after=first.json["next"])
    assert [entry["text"] for entry in first.json["entries"] + second.json["entries"]] == [
        "answer 0",
        "answer 1",
        "answer 2",
    ]
    assert (first.status, second.status, second.json["next"]) == (200, 200, None)


@pytest.mark.parametrize(
    "after", ["zzz", "", "x" * 3000, "try#1", "0" * 31, "0" * 32 + "~reply\n", "0" * 32 + "#reply", "\ud83d"]
)
def test_a_place_that_was_never_given_out_is_refused(conversation: ModuleType, after: str) -> None:
    save_session(builders.session())
    refused = get(conversation, after=after)
    assert (refused.status, refused.json["field"]) == (422, "after")


def test_a_closed_conversation_stays_readable_and_closing_again_changes_nothing(conversation: ModuleType) -> None:
    save_session(builders.session())
    assert get(conversation).json["closed"] is False
    first = close(conversation)
    assert first.status == 200
    assert close(conversation).json == first.json
    assert get(conversation).json["closed"] is True


@pytest.mark.parametrize(
    "caller", [PAGE, SERVER, STAFF, Caller(kind="conversation", tenant="demo", conversation_id="c2")]
)
@pytest.mark.parametrize(("method", "resource"), [("GET", TURN), ("POST", CLOSE)])
def test_nobody_else_reads_or_closes_a_conversation(
    conversation: ModuleType, caller: Caller, method: str, resource: str
) -> None:
    save_session(builders.session())
    refused = read(conversation.handler(request(method, resource, caller=caller, body=None), None))
    assert (refused.status, refused.json["field"]) == (404, "conversation_id")
    session = find_session("c1")
    assert session is not None
    assert session.closed_at is None


def test_a_foreign_conversation_looks_like_one_that_does_not_exist(conversation: ModuleType) -> None:
    other = Caller(kind="conversation", tenant="demo", conversation_id="c2")
    unknown = get(conversation)  # our own token, but the session is gone
    save_session(builders.session())
    foreign = read(conversation.handler(request("GET", TURN, caller=other, body=None), None))
    assert (unknown.status, unknown.json) == (foreign.status, foreign.json)


def rate(conversation: ModuleType, said: dict[str, Any], caller: Caller = CONVERSATION) -> Answer:
    made = request("POST", FEEDBACK, caller=caller, body=json.dumps(said))
    return read(conversation.handler(made, None))


def test_a_customer_rates_what_a_person_has_finished(conversation: ModuleType) -> None:
    session = builders.session()
    save_session(session)
    write_entry(event_item(session, "0" * 32, "finished", "Anna has finished.", None))
    taken = rate(conversation, GOOD)
    assert (taken.status, taken.json) == (200, GOOD)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"rating": 0}, "rating"),
        ({"rating": 6}, "rating"),
        ({"rating": "5"}, "rating"),
        ({"text": " "}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"about": "../c2"}, "about"),
        ({"name": "Anna"}, "name"),
    ],
)
def test_a_wrong_rating_is_refused_by_its_field(conversation: ModuleType, said: dict[str, Any], field: str) -> None:
    save_session(builders.session())
    refused = rate(conversation, GOOD | said)
    assert (refused.status, refused.json["field"]) == (422, field)


@pytest.mark.parametrize(
    "caller", [PAGE, SERVER, STAFF, Caller(kind="conversation", tenant="demo", conversation_id="c2")]
)
def test_nobody_else_rates(conversation: ModuleType, caller: Caller) -> None:
    save_session(builders.session())
    assert rate(conversation, GOOD, caller).status == 404
