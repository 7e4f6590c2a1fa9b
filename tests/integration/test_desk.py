"""People take over on the running stack: the table's stream, the queue of moments and the topic are the emulator's.

Each test has a line of its own: other tests leave conversations in those of the demo's staff.
"""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from contracts.desk_api import ConversationSeen, DeskSeen, HandoverSeen
from contracts.staff import SignedIn
from infra.local.deploy import Client, stack_outputs
from tests.integration.chat import Chat, Conversation, bearer, problem_of
from tests.integration.live import Live, live
from tests.integration.run import LocalRun, wait_for
from tests.integration.staff import Cockpit

SECONDS: Final = 30.0
OWN: Final = "a password of one's own"
LEASE: Final = "I have a question about the last instalment of my leasing contract, please let me talk to a person"
FINANCE: Final = {"languages": {"en": 5}, "topics": {"finance_desk": 5}}
ROADSIDE: Final = {"languages": {"en": 5}, "topics": {"roadside": 5}}


class Colleague:
    """Somebody at the desk, with a token."""

    def __init__(self, chat: Chat, token: str) -> None:
        self.chat, self.token = chat, token

    def call(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """Call the API."""
        return self.chat.http.request(method, self.chat.url + path, headers=bearer(self.token), json=body)

    def does(self, deed: str, conversation: Conversation, body: Any = None) -> httpx.Response:
        """Do something with a conversation."""
        return self.call("POST", f"/conversations/{conversation.id}/{deed}", body)

    def is_(self, status: str) -> None:
        """Say what they do from now on."""
        assert self.call("PUT", "/presence", {"status": status}).status_code == 200

    def desk(self) -> DeskSeen:
        """The desk as they see it."""
        return DeskSeen.model_validate_json(self.call("GET", "/desk").content)

    def offered(self, conversation: Conversation) -> HandoverSeen | None:
        """What is offered to this person of a conversation."""
        mine = self.desk().mine
        return next((one for one in mine if one.conversation_id == conversation.id and one.state == "offered"), None)

    def sees(self, conversation: Conversation) -> ConversationSeen:
        """A conversation as they see it."""
        return ConversationSeen.model_validate_json(self.call("GET", f"/conversations/{conversation.id}").content)


Hire = Callable[..., Colleague]


@pytest.fixture
def hire(chat: Chat, stack: LocalRun, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hire]:
    """Adds people to the desk; they go home at the end."""
    cockpit, hired = Cockpit(chat, stack), list[Colleague]()

    def new(staff_id: str, skills: dict[str, Any], **changed: Any) -> Colleague:
        folder: Path = tmp_path_factory.mktemp(staff_id)
        first = cockpit.add(folder, staff_id, name=staff_id.capitalize(), skills=skills, **changed)
        asked = SignedIn.model_validate_json(cockpit.sign_in(staff_id, first).content).challenge
        assert asked is not None
        answer = {"username": staff_id, "challenge": "new_password", "session": asked.session, "answer": OWN}
        tokens = cockpit.tokens(chat.post("/staff/challenge", None, answer))
        hired.append(Colleague(chat, tokens.access_token))
        return hired[-1]

    yield new
    for colleague in hired:
        colleague.call("PUT", "/presence", {"status": "offline"})


@contextmanager
def at_cockpit(colleague: Colleague, conversation: Conversation) -> Iterator[Live]:
    """A live connection of somebody's cockpit."""
    url = colleague.call("POST", "/desk/live").json()["live_url"]
    with connect(url, proxy=None, max_size=None) as socket:
        yield Live(socket, conversation)


def test_a_promised_person_comes_reads_answers_and_finishes(chat: Chat, hire: Hire) -> None:
    nora, conversation = hire("nora", FINANCE), chat.start()
    nora.is_("available")
    assert conversation.say(LEASE).route.queue == "finance_desk"
    assert conversation.transcript().waiting is not None
    wait_for(lambda: nora.offered(conversation) is not None, SECONDS, "it is offered")
    assert nora.does("claim", conversation).status_code == 200
    seen = nora.sees(conversation)
    assert LEASE in [entry.text for entry in seen.entries]
    assert seen.packet.open_questions == (LEASE,)
    assert (
        nora.does("messages", conversation, {"text": "Hello, Nora here", "client_message_id": "1"}).status_code == 201
    )
    assert conversation.say("Thank you, how long does the Kite take to charge?").reply.kind == "quiet"
    assert nora.sees(conversation).packet.suggestion is not None
    assert nora.does("wrap-up", conversation, {"disposition": "solved"}).json()["holder"] == "bot"
    transcript = conversation.transcript()
    assert [(entry.author, entry.event) for entry in transcript.entries] == [
        ("customer", None),
        ("bot", None),
        ("event", "joined"),
        ("person", None),
        ("customer", None),
        ("event", "finished"),
    ]
    assert [entry.seq for entry in transcript.entries] == [1, 2, 3, 4, 5, 6]
    assert conversation.say("How long does the Kite take to charge?").reply.kind == "answer"


def test_of_two_who_claim_at_once_one_has_it(chat: Chat, hire: Hire) -> None:
    both = [hire(name, FINANCE) for name in ("omar", "pia")]
    for colleague in both:
        colleague.is_("away")
    conversation = chat.start()
    conversation.say(LEASE)
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(lambda one: one.does("claim", conversation).status_code, both * 4))
    assert sorted(set(told)) == [200, 409]
    assert len({one.sees(conversation).handover for one in both}) == 1
    assert [entry.event for entry in conversation.transcript().entries].count("joined") == 1
    assert conversation.chat.post(f"/conversations/{conversation.id}/leave", conversation.token).status_code == 200


def test_an_offer_that_nobody_takes_goes_to_the_next_without_any_cockpit(chat: Chat, hire: Hire) -> None:
    first = hire("quinn", {"languages": {"en": 5}, "topics": {"crisis": 5}})
    second = hire("rosa", {"languages": {"en": 4}, "topics": {"crisis": 4}})
    for colleague in (first, second):
        colleague.is_("available")
    conversation = chat.start()
    conversation.say(LEASE)
    sam = hire("saskia", FINANCE, role="supervisor")
    sam.is_("away")
    # worked at any hour, and all that other tests leave in it is emergencies, which nobody is offered
    assert sam.does("transfer", conversation, {"queue": "crisis"}).status_code == 200
    wait_for(lambda: first.offered(conversation) is not None, SECONDS, "it is offered to the best")
    wait_for(lambda: second.offered(conversation) is not None, 60 + SECONDS, "the offer lapses and goes on")
    assert second.does("claim", conversation).status_code == 200


def test_an_emergency_reaches_every_cockpit_and_the_topic(chat: Chat, hire: Hire, aws: Client, stack: LocalRun) -> None:
    topic = stack_outputs(aws)["AlertTopic"]
    url = aws("sqs").create_queue(QueueName="alerts-of-this-test")["QueueUrl"]
    arn = aws("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    may = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": arn}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [may]})
    aws("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    aws("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
    tom, una, conversation = hire("tom", ROADSIDE), hire("una", ROADSIDE), chat.start()
    for colleague in (tom, una):
        colleague.is_("available")
    with at_cockpit(tom, conversation) as first, at_cockpit(una, conversation) as second:
        assert conversation.say("My brakes have failed and I cannot stop").route.kind == "emergency"
        for cockpit in (first, second):
            cockpit.until("desk", lambda frame: frame["conversation_id"] == conversation.id and frame["urgent"])
    for colleague in (tom, una):
        assert conversation.id in [one.conversation_id for one in colleague.desk().emergencies]
    told = list[dict[str, Any]]()

    def alerted() -> bool:
        for message in aws("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
            told.append(json.loads(message["Body"]))
        return any(alert["conversation_id"] == conversation.id for alert in told)

    wait_for(alerted, SECONDS, "the topic is told")
    [alert] = [one for one in told if one["conversation_id"] == conversation.id and one["kind"] == "emergency"]
    assert (alert["queue"], alert["priority"]) == ("roadside", 1)
    assert problem_of(
        chat.post(f"/conversations/{conversation.id}/leave", conversation.token), 409, "emergency-waits"
    ).detail
    assert una.does("claim", conversation).status_code == 200
    assert tom.does("claim", conversation).status_code == 409


def test_the_customer_sees_who_comes_and_the_cockpit_what_the_customer_writes(chat: Chat, hire: Hire) -> None:
    vera, conversation = hire("vera", FINANCE), chat.start()
    vera.is_("away")
    conversation.say(LEASE)
    with at_cockpit(vera, conversation) as cockpit, live(conversation) as page:
        cockpit.send({"type": "follow", "conversation_id": conversation.id})
        assert cockpit.until("viewing")["staff"] == ["Vera"]
        assert vera.does("claim", conversation).status_code == 200
        assert page.until("message")["entry"]["event"] == "joined"
        state = page.until("state", lambda frame: frame["holder"] == "person")
        assert state["person"] == "Vera"
        vera.does("messages", conversation, {"text": "<b>hello</b>", "client_message_id": "1"})
        assert (
            page.until("message", lambda frame: frame["entry"]["author"] == "person")["entry"]["text"] == "<b>hello</b>"
        )
        page.ask("Are you there?")
        assert cockpit.until("accepted")["text"] == "Are you there?"
        vera.does("notes", conversation, {"text": "rings twice", "client_message_id": "2"})
        cockpit.until("entry")
        cockpit.send({"type": "typing", "conversation_id": conversation.id})
        assert page.until("typing")["author"] == "person"
    assert "rings twice" not in json.dumps(page.frames)
    assert "rings twice" not in conversation.transcript().model_dump_json()


def test_who_signs_out_is_cut_off_and_gives_nothing_away(chat: Chat, hire: Hire) -> None:
    will, conversation = hire("will", FINANCE), chat.start()
    will.is_("away")
    conversation.say(LEASE)
    with at_cockpit(will, conversation) as cockpit:
        cockpit.send({"type": "follow", "conversation_id": conversation.id})
        cockpit.until("viewing")
        will.is_("offline")
        assert will.call("POST", "/staff/sign-out").status_code == 200
        with pytest.raises(ConnectionClosed):
            cockpit.until("nothing that is ever sent")
    problem_of(will.call("GET", "/desk"), 401, "unauthenticated")
    problem_of(will.does("claim", conversation), 401, "unauthenticated")
