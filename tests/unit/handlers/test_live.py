"""The function that answers live connections, and the supervisor when a turn comes from one; AWS in moto."""

import json
from collections.abc import Callable
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

import live.hand_on
import live.post
from contracts.channel import Channel
from contracts.live import AtDesk, LiveTurn
from conversations.close import close_conversation
from conversations.staff import Staffer
from gateway.authorize import Caller
from gateway.credentials import fingerprint, new_staff_ticket, new_ticket
from handlers.wiring.conversations import SESSIONS
from live.hand_on import LIVE_TURN
from live.policy import MAX_FRAME_BYTES
from store.cockpits import cockpits_at, cockpits_of, save_staff_ticket
from store.connections import conversation_followed_by, find_connections, save_ticket
from store.sessions import save_session
from store.staff import save_staff
from store.transcripts import read_transcript
from tests.unit import builders
from tests.unit.aws import DESK, REGION, TENANT, drop_table
from tests.unit.conversations.people import ANNA, BEN, at_desk, now, presence, record, unseen_since
from tests.unit.handlers.conftest import Load
from tests.unit.handlers.events import read, request
from tests.unit.live.lines import SOON, Sockets, follow

pytestmark = pytest.mark.usefixtures("tables", "knowledge_base", "watch_queue", "patience", "channel")
Lines = Callable[[], list[dict[str, Any]]]
LIVE = "/conversations/{conversation_id}/live"
C1 = "0" * 31 + "1"
"""A conversation that cockpits may name: ids are hexadecimal."""
SINCE = 1_764_600_000


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> Sockets:
    """What is posted to API Gateway, which moto does not have."""
    made = Sockets()
    monkeypatch.setattr(live.post.Poster, "post", lambda poster, reader, frame: made.post(reader, frame))
    return made


@pytest.fixture
def handed_on(monkeypatch: pytest.MonkeyPatch) -> list[LiveTurn]:
    """The turns that were handed on."""
    turns = list[LiveTurn]()
    monkeypatch.setattr(live.hand_on.SupervisorFunction, "take_turn", lambda function, turn: turns.append(turn))
    return turns


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVE_URL", "wss://live.example.com/v1")
    monkeypatch.setenv("SUPERVISOR_FUNCTION", "supervisor")


@pytest.fixture
def door(load: Load, sockets: Sockets) -> ModuleType:
    save_session(builders.session())
    return load("live")


def ask(door: ModuleType, route: str, connection_id: str = "a", **event: Any) -> int:
    """What the function answers to an event of the WebSocket API; it must have no body."""
    context = {"routeKey": route, "connectionId": connection_id, "requestId": "trace-1"}
    answered = door.handler({"requestContext": context, "isBase64Encoded": False} | event, None)
    assert answered.keys() == {"statusCode"}, "a body would be sent to the client"
    status: int = answered["statusCode"]
    return status


def say(door: ModuleType, frame: object, **event: Any) -> int:
    return ask(door, "$default", body=frame if isinstance(frame, str) else json.dumps(frame), **event)


def ticket(conversation_id: str = "c1") -> str:
    made = new_ticket()
    save_ticket(fingerprint(made), conversation_id, SOON)
    return made


def test_a_ticket_opens_a_connection_once_and_a_closed_one_is_forgotten(door: ModuleType) -> None:
    used = {"ticket": ticket()}
    assert ask(door, "$connect", queryStringParameters=used) == 200
    assert ask(door, "$connect", "b", queryStringParameters=used) == 403
    assert find_connections("c1") == ["a"]
    assert [ask(door, "$disconnect", name) for name in ("a", "a", "b")] == [200, 200, 200]
    assert (find_connections("c1"), conversation_followed_by("a")) == ([], None)


@pytest.mark.parametrize("query", [None, {}, {"ticket": ""}, {"ticket": "live_x"}, {"ticket": "live_" + "a" * 43}])
def test_nobody_gets_in_without_a_ticket(door: ModuleType, query: dict[str, str] | None) -> None:
    assert ask(door, "$connect", queryStringParameters=query) == 403
    assert find_connections("c1") == []


def test_a_table_that_does_not_answer_is_an_error_of_ours_and_shows_nothing_of_itself(
    door: ModuleType, logged: Lines
) -> None:
    opened = ticket()
    drop_table("Connections")
    assert ask(door, "$connect", queryStringParameters={"ticket": opened}) == 500
    assert opened not in json.dumps(logged())


def test_a_turn_is_handed_on(handed_on: list[LiveTurn], door: ModuleType, sockets: Sockets) -> None:
    follow("c1", "a")
    assert say(door, {"type": "turn", "text": "hello", "client_turn_id": "1"}) == 200
    [turn] = handed_on
    assert (turn.conversation_id, turn.connection_id, turn.text, turn.trace_id) == ("c1", "a", "hello", "trace-1")
    assert sockets.frames == {}


REFUSED = [
    ("hello", "invalid-input", 400, None),
    ({"type": "turn", "text": "", "client_turn_id": "7"}, "invalid-input", 422, "7"),
    ({"type": "turn", "text": "x" * MAX_FRAME_BYTES, "client_turn_id": "7"}, "payload-too-large", 413, "7"),
    ({"type": "dance"}, "invalid-input", 422, None),
    ({"type": "stop", "turn_id": "f" * 32}, "not-found", 404, None),
]


@pytest.mark.parametrize(("frame", "kind", "status", "turn"), REFUSED)
def test_a_frame_that_is_refused_gets_the_problem_document_and_the_connection_stays(
    door: ModuleType, sockets: Sockets, frame: object, kind: str, status: int, turn: str | None
) -> None:
    follow("c1", "a", "b")
    assert say(door, frame) == 200
    [refusal] = sockets.frames["a"]
    assert (refusal["type"], refusal["client_turn_id"], refusal["seq"]) == ("error", turn, 0)
    assert refusal["problem"]["type"] == f"urn:curbside:problem:{kind}"
    assert (refusal["problem"]["status"], refusal["problem"]["trace_id"]) == (status, "trace-1")
    assert sockets.frames["b"] == []
    assert say(door, {"type": "ping"}) == 200
    assert sockets.types("a") == ["error", "pong"]


def test_bytes_are_refused(door: ModuleType, sockets: Sockets) -> None:
    follow("c1", "a")
    assert say(door, "AAAA", isBase64Encoded=True) == 200
    assert sockets.frames["a"][0]["problem"]["field"] == "frame"


def test_a_connection_that_is_not_known_any_more_is_told_so(door: ModuleType, sockets: Sockets) -> None:
    assert say(door, {"type": "ping"}) == 200
    [refusal] = sockets.frames["a"]
    assert refusal["problem"]["type"] == "urn:curbside:problem:unauthenticated"


def test_a_turn_that_cannot_be_handed_on_is_refused_as_unavailable(door: ModuleType, sockets: Sockets) -> None:
    """There is no supervisor here."""
    follow("c1", "a")
    assert say(door, {"type": "turn", "text": "hello", "client_turn_id": "1"}) == 200
    [refusal] = sockets.frames["a"]
    assert (refusal["problem"]["status"], refusal["client_turn_id"]) == (503, "1")


# --- The supervisor ---------------------------------------------------------------------------------------------------


def live_turn(
    text: str = "hello", client_turn_id: str = "1", connection_id: str = "a", channel: Channel = "chat"
) -> dict[str, Any]:
    turn = LiveTurn(
        conversation_id="c1",
        connection_id=connection_id,
        text=text,
        client_turn_id=client_turn_id,
        channel=channel,
        trace_id="trace-1",
    )
    return {LIVE_TURN: turn.model_dump(mode="json")}


@pytest.fixture
def supervisor(load: Load, sockets: Sockets) -> ModuleType:
    save_session(builders.session())
    follow("c1", "a", "b")
    return load("supervisor")


def test_a_live_turn_is_answered_in_frames_to_all_and_stored_as_any_other(
    supervisor: ModuleType, sockets: Sockets
) -> None:
    assert supervisor.handler(live_turn("What does the red brake light mean?"), None) == {}
    assert [entry.author for entry in read_transcript("c1")[0]] == ["customer", "bot"]
    for reader in ("a", "b"):
        first, *_, reply, _state = sockets.frames[reader]
        assert (first["type"], reply["type"]) == ("accepted", "reply")
        assert reply["answer"]["reply"]["citations"][0]["source"] == "warning-lights/brake-system.md"


def test_a_live_turn_is_answered_through_the_channel_it_asks_for(supervisor: ModuleType, sockets: Sockets) -> None:
    question = "How long does the Kite take to charge?"
    supervisor.handler(live_turn(question), None)
    supervisor.handler(live_turn(question, "2", channel="speech"), None)
    shown, said = (frame["answer"]["reply"] for frame in sockets.frames["a"] if frame["type"] == "reply")
    assert (shown["kind"], said["kind"]) == ("answer", "answer")
    assert ("\n" in shown["text"], "\n" in said["text"]) == (True, False)


def test_a_live_turn_sent_twice_gives_one_entry_and_the_same_reply(supervisor: ModuleType, sockets: Sockets) -> None:
    supervisor.handler(live_turn(), None)
    supervisor.handler(live_turn(), None)
    assert len(read_transcript("c1")[0]) == 2
    replies = [frame["answer"] for frame in sockets.frames["a"] if frame["type"] == "reply"]
    assert all(reply == replies[0] for reply in replies)
    assert sockets.types("b").count("reply") == 1, "nobody else is told again"


def test_a_live_turn_that_is_refused_is_told_to_who_sent_it(supervisor: ModuleType, sockets: Sockets) -> None:
    close_conversation("c1", SESSIONS, DESK)
    assert supervisor.handler(live_turn(), None) == {}
    [refusal] = sockets.frames["a"]
    assert refusal["problem"]["type"] == "urn:curbside:problem:conversation-closed"
    assert refusal["client_turn_id"] == "1"
    assert sockets.frames["b"] == []


def test_a_defect_in_a_live_turn_shows_nothing_of_itself(
    supervisor: ModuleType, sockets: Sockets, monkeypatch: pytest.MonkeyPatch, logged: Lines
) -> None:
    def explode(*arguments: object) -> None:
        raise RuntimeError("password=hunter2 for Quirin")

    monkeypatch.setattr(supervisor, "Turn", explode)
    assert supervisor.handler(live_turn(), None) == {}
    [refusal] = sockets.frames["a"]
    assert refusal["problem"]["status"] == 500
    assert "hunter2" not in json.dumps([refusal, logged()])
    assert logged()[0]["error"] == "RuntimeError"


def test_a_turn_over_http_is_seen_by_who_follows_live(supervisor: ModuleType, sockets: Sockets) -> None:
    body = json.dumps({"text": "hello", "client_turn_id": "1"})
    told = read(supervisor.handler(request(body=body), None)).json
    assert sockets.types("b")[0] == "accepted"
    assert sockets.frames["b"][-2]["answer"] == told


# --- Addresses of live connections ----------------------------------------------------------------------------------


def test_a_conversation_starts_with_an_address_and_gives_another_that_both_open_it(
    load: Load, door: ModuleType
) -> None:
    conversation = load("conversation")
    made = request("POST", "/conversations", caller=Caller(kind="publishable", tenant="demo"), body="{}")
    started = read(conversation.handler(made, None)).json
    token = Caller(kind="conversation", tenant="demo", conversation_id=started["conversation_id"])
    asked = request("POST", LIVE, started["conversation_id"], token, body=None)
    another = read(conversation.handler(asked, None)).json
    for connection_id, address in (("a", started["live_url"]), ("b", another["live_url"])):
        place, _, given = address.partition("?ticket=")
        assert place == "wss://live.example.com/v1"
        assert ask(door, "$connect", connection_id, queryStringParameters={"ticket": given}) == 200
        assert conversation_followed_by(connection_id) == started["conversation_id"]


def test_nobody_else_gets_an_address(load: Load) -> None:
    other = Caller(kind="conversation", tenant="demo", conversation_id="c2")
    assert read(load("conversation").handler(request("POST", LIVE, caller=other, body=None), None)).status == 404


def test_without_a_channel_a_conversation_starts_and_has_no_address(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVE_URL", "")
    conversation = load("conversation")
    made = request("POST", "/conversations", caller=Caller(kind="publishable", tenant="demo"), body="{}")
    started = read(conversation.handler(made, None))
    assert (started.status, started.json["live_url"]) == (201, None)
    asked = read(conversation.handler(request("POST", LIVE, body=None), None))
    assert (asked.status, asked.json) == (200, {"live_url": None})


def test_without_the_table_of_connections_a_conversation_starts_all_the_same(load: Load) -> None:
    conversation = load("conversation")
    drop_table("Connections")
    made = request("POST", "/conversations", caller=Caller(kind="publishable", tenant="demo"), body="{}")
    started = read(conversation.handler(made, None))
    assert (started.status, started.json["live_url"]) == (201, None)


def test_the_end_of_a_conversation_is_seen_live(load: Load, sockets: Sockets) -> None:
    save_session(builders.session())
    follow("c1", "a")
    close = request("POST", "/conversations/{conversation_id}/close", body=None)
    assert read(load("conversation").handler(close, None)).status == 200
    assert [(frame["type"], frame["closed"]) for frame in sockets.frames["a"]] == [("state", True)]


# --- Cockpits -------------------------------------------------------------------------------------------------------


def cockpit(door: ModuleType, staffer: Staffer, connection_id: str, **changes: Any) -> int:
    """Open a connection of somebody's cockpit with a ticket of its own; returns the status."""
    made = new_staff_ticket()
    person = AtDesk(
        staff_id=staffer.staff_id, name=staffer.name, tenant=TENANT, region=REGION, role="agent", since=SINCE
    )
    save_staff_ticket(fingerprint(made), person.changed(**changes), SOON)
    return ask(door, "$connect", connection_id, queryStringParameters={"ticket": made})


@pytest.fixture
def staffed(door: ModuleType) -> ModuleType:
    for staffer in (ANNA, BEN):
        save_staff(record(staffer))
        assert cockpit(door, staffer, staffer.staff_id) == 200
    save_session(builders.session(C1))
    return door


def test_a_ticket_to_the_desk_opens_one_cockpit(door: ModuleType) -> None:
    made = new_staff_ticket()
    person = AtDesk(staff_id="anna", name="Anna", tenant=TENANT, region=REGION, role="agent", since=SINCE)
    save_staff_ticket(fingerprint(made), person, SOON)
    opened = [ask(door, "$connect", name, queryStringParameters={"ticket": made}) for name in ("a", "b")]
    assert (opened, cockpits_at(TENANT), cockpits_of("anna")) == ([200, 403], ["a"], ["a"])


def test_who_looks_at_a_conversation_is_told_who_else_does(staffed: ModuleType, sockets: Sockets) -> None:
    say(staffed, {"type": "follow", "conversation_id": C1}, connection_id="anna")
    say(staffed, {"type": "follow", "conversation_id": C1}, connection_id="ben")
    seen = [frame["staff"] for frame in sockets.frames["anna"] if frame["type"] == "viewing"]
    assert seen == [["Anna"], ["Anna", "Ben"]]
    ask(staffed, "$disconnect", "ben")
    assert sockets.frames["anna"][-1]["staff"] == ["Anna"]
    assert cockpits_at(TENANT) == ["anna"]


def test_a_cockpit_sees_what_its_conversation_sees_and_no_other(staffed: ModuleType, sockets: Sockets) -> None:
    say(staffed, {"type": "follow", "conversation_id": C1}, connection_id="anna")
    follow(C1, "customer")
    say(staffed, {"type": "typing"}, connection_id="customer")
    assert sockets.frames["anna"][-1] | {"at": None} == {
        "type": "typing",
        "conversation_id": C1,
        "seq": 0,
        "at": None,
        "author": "customer",
    }
    assert [frame["type"] for frame in sockets.frames["ben"]] == []
    say(staffed, {"type": "typing", "conversation_id": C1}, connection_id="anna")
    assert sockets.frames["customer"][-1]["author"] == "person"
    say(staffed, {"type": "unfollow", "conversation_id": C1}, connection_id="anna")
    count = len(sockets.frames["anna"])
    say(staffed, {"type": "typing"}, connection_id="customer")
    assert len(sockets.frames["anna"]) == count


def test_a_beat_of_a_cockpit_keeps_its_person_at_the_desk(staffed: ModuleType, sockets: Sockets) -> None:
    at_desk(ANNA)
    unseen_since(ANNA, now() - timedelta(seconds=60))
    say(staffed, {"type": "ping"}, connection_id="anna")
    assert now() - presence(ANNA).seen_at < timedelta(seconds=30)
    assert sockets.frames["anna"][-1]["type"] == "pong"


@pytest.mark.parametrize("changes", [{"tenant": "anker"}, {"region": "eu-west-1"}], ids=["tenant", "region"])
def test_no_cockpit_follows_what_its_person_may_not_read(
    staffed: ModuleType, sockets: Sockets, changes: dict[str, str]
) -> None:
    assert cockpit(staffed, ANNA, "far", **changes) == 200
    say(staffed, {"type": "follow", "conversation_id": C1}, connection_id="far")
    assert sockets.frames["far"][-1]["problem"]["status"] == 404
    assert "far" not in find_connections(C1)


def test_who_has_signed_out_since_is_heard_no_more(staffed: ModuleType, sockets: Sockets) -> None:
    save_staff(record(ANNA).changed(valid_from=SINCE + 1))
    say(staffed, {"type": "follow", "conversation_id": C1}, connection_id="anna")
    assert sockets.frames["anna"][-1]["problem"]["status"] == 401
    assert find_connections(C1) == []


def test_a_cockpit_takes_no_frames_of_customers_and_a_customer_none_of_cockpits(
    staffed: ModuleType, sockets: Sockets, handed_on: list[LiveTurn]
) -> None:
    say(staffed, {"type": "turn", "text": "hello", "client_turn_id": "1"}, connection_id="anna")
    follow(C1, "customer")
    say(staffed, {"type": "follow", "conversation_id": C1}, connection_id="customer")
    assert [sockets.frames[name][-1]["problem"]["field"] for name in ("anna", "customer")] == ["type", "type"]
    assert handed_on == []
