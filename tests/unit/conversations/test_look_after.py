"""Turns whose process died, and dangers that nobody could judge."""

import asyncio
import time

import pytest

import store.turns
from contracts.channel import Channel
from contracts.deadline import within
from contracts.errors import AgentFailed, TurnInProgress, Unavailable
from contracts.findings.danger import DangerFinding
from contracts.findings.finding import Finding
from contracts.ids import new_id
from contracts.turn import AgentName, AgentTask, TurnAnswer, TurnRequest
from contracts.watch import WatchedTurn
from conversations.close import close_conversation
from conversations.look_after import Outcome, look_after, nobody_watches
from conversations.policy import LOOK_AGAIN_SECONDS, WATCH_SECONDS
from conversations.task import Turn
from conversations.turn import take_turn
from graph.supervisor import Supervisor
from handlers.wiring.conversations import SESSIONS, TURNS
from languages.phrases import Phrases
from languages.topic import words_of
from store.policy import ATTEMPT_LEASE_SECONDS
from store.sessions import save_session
from store.transcripts import read_transcript
from store.turns import claim_turn
from tests.unit import builders
from tests.unit.aws import DESK, stored, stored_session
from tests.unit.graph.fakes import FakeDispatch

pytestmark = pytest.mark.usefixtures("patience")
REQUEST = TurnRequest(text="What does the red light mean?", client_turn_id="1")
UNSURE = DangerFinding(level="unsure", probability=0.4)
NOT_RULED_OUT = builders.routing("clarify", "answer", None)
EMERGENCY = builders.routing("emergency", "emergency", "roadside")
TEXTS = words_of(Phrases, "en").texts


class Sent:
    """A queue that keeps what it is sent."""

    def __init__(self) -> None:
        self.turns: list[tuple[WatchedTurn, int]] = []

    def __call__(self, turn: WatchedTurn, seconds: int) -> None:
        """Keep one."""
        self.turns.append((turn, seconds))


@pytest.fixture(autouse=True)
def session(tables: None) -> None:
    save_session(builders.session())


@pytest.fixture
def unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that rule danger out for nobody."""
    monkeypatch.setattr("graph.nodes.judge_words", lambda text: UNSURE)


def take(
    dispatch: FakeDispatch,
    queue: Sent | None = None,
    client_turn_id: str = "1",
    text: str = REQUEST.text,
    channel: Channel = "chat",
) -> TurnAnswer:
    request = TurnRequest(text=text, client_turn_id=client_turn_id, channel=channel)
    watch = queue or nobody_watches
    return asyncio.run(
        take_turn(Turn("c1", request, "trace-1"), Supervisor(dispatch, None), SESSIONS, TURNS, DESK, watch)
    )


def after(turn_id: str, dispatch: FakeDispatch | None = None) -> Outcome:
    supervisor = Supervisor(dispatch or FakeDispatch(), None)
    return asyncio.run(
        look_after(WatchedTurn(conversation_id="c1", turn_id=turn_id), supervisor, SESSIONS, TURNS, DESK)
    )


def said() -> list[tuple[str, str]]:
    return [(entry.author, entry.text) for entry in read_transcript("c1")[0]]


def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lease of whoever began a turn is over."""
    now = time.time() + ATTEMPT_LEASE_SECONDS + 1
    monkeypatch.setattr(store.turns, "time", lambda: now)


def test_the_queue_is_told_before_the_message_is_stored_and_names_the_turn() -> None:
    queue, items = Sent(), list[int]()

    def watch(turn: WatchedTurn, seconds: int) -> None:
        items.append(len(stored("Conversations")))
        queue(turn, seconds)

    turn = Turn("c1", REQUEST, "trace-1")
    answer = asyncio.run(take_turn(turn, Supervisor(FakeDispatch(), None), SESSIONS, TURNS, DESK, watch))
    assert items == [0]
    watched = WatchedTurn(conversation_id="c1", turn_id=answer.turn_id, trace_id="trace-1")
    assert queue.turns == [(watched, WATCH_SECONDS)]


def test_without_the_queue_a_turn_is_answered_all_the_same() -> None:
    def gone(turn: WatchedTurn, seconds: int) -> None:
        raise Unavailable("sqs", "AWS.SimpleQueueService.NonExistentQueue")

    turn = Turn("c1", REQUEST, "trace-1")
    assert asyncio.run(take_turn(turn, Supervisor(FakeDispatch(), None), SESSIONS, TURNS, DESK, gone)).missing == ()


def test_a_turn_that_was_answered_needs_nothing() -> None:
    answer = take(FakeDispatch())
    before = stored("Conversations")
    assert after(answer.turn_id) == "nothing to do"
    assert stored("Conversations") == before


def test_a_turn_that_was_never_stored_needs_nothing() -> None:
    assert after(new_id()) == "nothing to do"
    assert said() == []


def test_a_turn_whose_process_died_is_answered_once_its_lease_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = claim_turn("c1", "demo", REQUEST, new_id())
    late(monkeypatch)
    assert after(dead.turn_id) == "answered"
    assert said() == [("customer", REQUEST.text), ("bot", "It means a fault. [1]")]
    assert after(dead.turn_id) == "nothing to do"
    assert stored_session().dialogue.turns == 1


def test_a_turn_that_is_answered_later_is_answered_through_the_channel_it_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dead = claim_turn("c1", "demo", REQUEST.changed(channel="speech"), new_id())
    late(monkeypatch)
    dispatch = FakeDispatch()
    assert after(dead.turn_id, dispatch) == "answered"
    assert {task.channel for task in dispatch.asked.values()} == {"speech"}


def test_a_turn_that_somebody_may_still_be_answering_is_looked_after_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conversations.turn.RETRY_WAIT_SECONDS", 0.1)
    running = claim_turn("c1", "demo", REQUEST, new_id())
    with pytest.raises(TurnInProgress):
        after(running.turn_id)


def test_a_turn_taken_before_the_end_of_its_conversation_is_still_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = claim_turn("c1", "demo", REQUEST, new_id())
    close_conversation("c1", SESSIONS, DESK)
    late(monkeypatch)
    assert after(dead.turn_id) == "answered"


@pytest.mark.usefixtures("unsure")
def test_a_danger_that_only_words_could_judge_is_looked_at_again_soon_and_the_answer_is_a_further_entry() -> None:
    queue = Sent()
    first = take(FakeDispatch({AgentName.SENTIMENT: "fails"}, routing=NOT_RULED_OUT), queue)
    assert [seconds for _, seconds in queue.turns] == [WATCH_SECONDS, LOOK_AGAIN_SECONDS]
    assert queue.turns[1][0].turn_id == first.turn_id
    assert after(first.turn_id) == "answered again"
    assert [author for author, _ in said()] == ["customer", "bot", "bot"]
    assert said()[-1][1] == f"{TEXTS['looked_at_again']}\n\nIt means a fault. [1]"
    assert after(first.turn_id) == "nothing to do", "once a turn"
    assert len(said()) == 3


@pytest.mark.usefixtures("unsure")
def test_while_the_agents_are_still_missing_it_is_looked_at_later() -> None:
    first = take(FakeDispatch({AgentName.SENTIMENT: "fails"}, routing=NOT_RULED_OUT))
    with pytest.raises(Unavailable, match="DangerStillOpen"):
        after(first.turn_id, FakeDispatch({AgentName.SENTIMENT: "fails"}))
    assert len(said()) == 2


@pytest.mark.usefixtures("unsure")
def test_whoever_has_gone_on_meanwhile_is_interrupted_by_a_danger_only() -> None:
    first = take(FakeDispatch({AgentName.SENTIMENT: "fails"}, routing=NOT_RULED_OUT))
    take(FakeDispatch(response=builders.response("Another answer.")), client_turn_id="2")
    assert after(first.turn_id) == "nothing to do"
    critical = FakeDispatch(sentiment=builders.sentiment(danger="fire"), routing=EMERGENCY)
    assert after(first.turn_id, critical) == "answered again"
    assert stored_session().dialogue.queue == "roadside"


@pytest.mark.usefixtures("unsure")
def test_who_says_meanwhile_that_all_are_safe_can_have_the_message_answered_that_nobody_judged() -> None:
    first = take(FakeDispatch({AgentName.SENTIMENT: "fails"}, routing=NOT_RULED_OUT))
    assert stored_session().dialogue.unanswered == first.turn_id
    button = TEXTS["no_emergency"]
    safe = builders.response("Good.").changed(suggestions=(button,))
    asked = take(FakeDispatch(response=safe), client_turn_id="2", text=TEXTS["danger_no"])
    assert after(first.turn_id) == "nothing to do"
    dispatch = FakeDispatch({AgentName.SENTIMENT: "fails"})
    answer = take(dispatch, client_turn_id="3", text=asked.reply.suggestions[0], channel="speech")
    assert dispatch.asked[AgentName.INTENT].text == REQUEST.text
    assert dispatch.asked[AgentName.RESPONSE].channel == "speech", "that of the turn that asks for the answer"
    assert answer.findings.danger == DangerFinding(level="harmless", probability=0.0, denied=True)
    assert said()[-2:] == [("customer", button), ("bot", "It means a fault. [1]")]
    assert stored_session().dialogue.unanswered is None


def test_danger_that_words_say_is_answered_at_once_whoever_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    danger = DangerFinding(level="danger", probability=0.9)
    monkeypatch.setattr("graph.nodes.judge_words", lambda text: danger)

    async def nobody(agent: AgentName, task: AgentTask) -> Finding:
        raise AgentFailed(agent, "TooManyRequestsException")

    save_session(builders.session("c2", country="DE"))
    turn = Turn("c2", REQUEST, "trace-1")
    with within(20):
        answer = asyncio.run(take_turn(turn, Supervisor(nobody, None), SESSIONS, TURNS, DESK, nobody_watches))
    assert (answer.route.kind, answer.route.priority) == ("emergency", 1)
    assert "112" in answer.reply.text
