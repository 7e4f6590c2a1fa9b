"""A turn from request to stored answer: real agents, the real graph, tables in moto."""

import asyncio
import time
from collections.abc import Coroutine

import pytest

import conversations.settle
import conversations.turn
import store.retry
import store.turns
from contracts.conversation import StartConversation
from contracts.errors import ConversationBusy, ConversationClosed, NotFound, TurnConflict, TurnInProgress
from contracts.findings.danger import DangerFinding, DangerLevel
from contracts.findings.finding import Finding
from contracts.ids import new_id
from contracts.session import Dialogue
from contracts.turn import AgentName, AgentTask, TurnAnswer, TurnRequest
from conversations.close import close_conversation
from conversations.dialogue import dialogue_after
from conversations.look_after import nobody_watches
from conversations.policy import STORING_SECONDS
from conversations.start import start_conversation
from conversations.task import Turn
from conversations.turn import take_turn
from encoder.local import LocalEncoder
from gateway.authorize import Caller
from graph.in_process import InProcessDispatch, load_agents
from graph.supervisor import Supervisor
from handlers.wiring.conversations import SESSIONS, TURNS
from knowledge.index import Content, build_index
from knowledge.library import FixedLibrary
from knowledge.passages import StoredPassage
from store.customers import find_customer, save_customer
from store.policy import ATTEMPT_LEASE_SECONDS
from store.sessions import save_session
from store.tenants import find_tenant
from store.transcripts import read_transcript
from store.turns import claim_turn
from tests.unit import builders
from tests.unit.aws import DESK, stored, stored_session
from tests.unit.graph.fakes import FakeDispatch
from tests.unit.knowledge.judges import let_everything_answer

pytestmark = pytest.mark.usefixtures("tables", "patience")
BRAKE_LIGHT = "What does the red brake light mean?"
TERM = "The warranty lasts three years or 100,000 km."
GERMAN_TERM = "In Germany the warranty lasts five years or 150,000 km, paint and the battery of the key included."


@pytest.fixture
def supervisor(encoder: LocalEncoder, dispatch: InProcessDispatch) -> Supervisor:
    save_session(builders.session())
    return Supervisor(dispatch, encoder)


def turn(text: str = BRAKE_LIGHT, client_turn_id: str = "1", conversation_id: str = "c1") -> Turn:
    return Turn(conversation_id, TurnRequest(text=text, client_turn_id=client_turn_id), "trace-1")


def take(supervisor: Supervisor, turn: Turn) -> Coroutine[None, None, TurnAnswer]:
    return take_turn(turn, supervisor, SESSIONS, TURNS, DESK, nobody_watches)


def ask(supervisor: Supervisor, text: str = BRAKE_LIGHT, client_turn_id: str = "1") -> TurnAnswer:
    return asyncio.run(take(supervisor, turn(text, client_turn_id)))


def dialogue() -> Dialogue:
    return stored_session().dialogue


def test_a_question_gets_a_cited_answer_that_is_stored(supervisor: Supervisor) -> None:
    answer = ask(supervisor)
    assert answer.missing == ()
    assert answer.reply.citations[0].source == "warning-lights/brake-system.md"
    assert [(e.author, e.text) for e in read_transcript("c1")[0]] == [
        ("customer", BRAKE_LIGHT),
        ("bot", answer.reply.text),
    ]
    assert (dialogue().turns, dialogue().last_intent) == (1, "warning_light")


def test_a_repeated_turn_gets_the_same_answer_and_stores_nothing(supervisor: Supervisor) -> None:
    first = ask(supervisor)
    items, remembered = stored("Conversations"), dialogue()
    assert [ask(supervisor), ask(supervisor)] == [first, first]
    assert stored("Conversations") == items
    assert dialogue() == remembered


def test_a_repetition_while_the_first_try_is_running_gets_its_answer(
    encoder: LocalEncoder, dispatch: InProcessDispatch
) -> None:
    save_session(builders.session())
    running, go_on = asyncio.Event(), asyncio.Event()

    async def held_back(agent: AgentName, task: AgentTask) -> Finding:
        running.set()
        await go_on.wait()
        return await dispatch(agent, task)

    async def together() -> list[TurnAnswer]:
        supervisor = Supervisor(held_back, encoder)
        first = asyncio.create_task(take(supervisor, turn()))
        await running.wait()
        others = [asyncio.create_task(take(supervisor, turn())) for _ in range(3)]
        await asyncio.sleep(0.1)
        assert not any(task.done() for task in (first, *others))
        go_on.set()
        return await asyncio.gather(first, *others)

    answers = asyncio.run(together())
    assert all(answer == answers[0] for answer in answers)
    assert [e.author for e in read_transcript("c1")[0]] == ["customer", "bot"]
    assert dialogue().turns == 1


def test_two_different_turns_at_once_are_both_answered_and_both_counted(supervisor: Supervisor) -> None:
    async def together() -> tuple[TurnAnswer, TurnAnswer]:
        return await asyncio.gather(take(supervisor, turn("hello", "1")), take(supervisor, turn("thanks", "2")))

    first, second = asyncio.run(together())
    assert first.turn_id != second.turn_id
    assert dialogue().turns == 2
    assert len(read_transcript("c1")[0]) == 4


def test_twenty_turns_of_one_conversation_at_once_are_all_answered_and_all_counted(encoder: LocalEncoder) -> None:
    save_session(builders.session())

    async def together() -> list[TurnAnswer]:
        supervisor = Supervisor(FakeDispatch(), encoder)
        return await asyncio.gather(*(take(supervisor, turn("hello", str(number))) for number in range(20)))

    answers = asyncio.run(together())
    assert len({answer.turn_id for answer in answers}) == 20
    assert (dialogue().turns, stored_session().version) == (20, 21)
    told = [entry.turn_id for entry in read_transcript("c1")[0] if entry.author == "bot"]
    assert sorted(told) == sorted(answer.turn_id for answer in answers)


def test_a_turn_that_no_time_is_left_for_is_given_to_a_person(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations.turn, "TURN_SECONDS", STORING_SECONDS)
    answer = ask(supervisor)
    assert {missing.reason for missing in answer.missing} == {"timed out"}
    assert (answer.route.kind, answer.route.queue) == ("queue", "customer_care")
    assert [e.author for e in read_transcript("c1")[0]] == ["customer", "bot"]


def test_a_choice_by_its_place_is_answered_as_what_was_offered_and_stored_as_said(supervisor: Supervisor) -> None:
    save_session(stored_session().changed(dialogue=Dialogue(offered=("Something else", BRAKE_LIGHT))))
    answer = ask(supervisor, "the second one")
    assert answer.reply.citations[0].source == "warning-lights/brake-system.md"
    assert read_transcript("c1")[0][0].text == "the second one"


def test_a_button_in_another_language_leaves_the_conversation_in_its_own(supervisor: Supervisor) -> None:
    save_session(stored_session().changed(dialogue=Dialogue(offered=(BRAKE_LIGHT,), language="de")))
    assert ask(supervisor, BRAKE_LIGHT).reply.language == "de"
    assert ask(supervisor, "How do I charge the car at home?", client_turn_id="t2").reply.language == "en"


def test_the_time_of_a_turn_counts_from_its_request_to_its_storing(supervisor: Supervisor) -> None:
    answer = ask(supervisor)
    assert answer.timing_ms.total > max(answer.timing_ms.agents.values())
    assert answer.timing_ms.agents.keys() >= set(AgentName)


def test_another_text_under_the_same_id_is_refused(supervisor: Supervisor) -> None:
    ask(supervisor)
    with pytest.raises(TurnConflict):
        ask(supervisor, "something else")


def test_a_try_that_died_is_taken_over_after_its_lease(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    dead = claim_turn("c1", "demo", turn().request, new_id())  # a process that claimed the turn and was killed
    now = time.time() + ATTEMPT_LEASE_SECONDS + 1
    monkeypatch.setattr(store.turns, "time", lambda: now)
    assert ask(supervisor).turn_id == dead.turn_id
    assert [e.author for e in read_transcript("c1")[0]] == ["customer", "bot"]


def test_while_the_first_try_may_still_be_running_a_repetition_is_told_to_ask_again(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations.turn, "RETRY_WAIT_SECONDS", 0.1)
    claim_turn("c1", "demo", turn().request, new_id())
    with pytest.raises(TurnInProgress, match="send it again"):
        ask(supervisor)


def test_a_turn_that_others_kept_from_being_stored_is_answered_when_it_is_sent_again(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(before: Dialogue, answer: TurnAnswer) -> Dialogue:
        save_session(builders.with_turn(stored_session()))
        return dialogue_after(before, answer)

    with monkeypatch.context() as others:
        others.setattr(store.retry, "LONGEST_SECONDS", 0.2)
        others.setattr(conversations.settle, "dialogue_after", overtaken)
        with pytest.raises(ConversationBusy):
            ask(supervisor)
    assert [e.author for e in read_transcript("c1")[0]] == ["customer"]
    answer = ask(supervisor)
    assert [(e.turn_id, e.author) for e in read_transcript("c1")[0]] == [
        (answer.turn_id, "customer"),
        (answer.turn_id, "bot"),
    ]


def test_an_unknown_conversation_takes_no_turn_and_stores_nothing(supervisor: Supervisor) -> None:
    with pytest.raises(NotFound) as caught:
        asyncio.run(take(supervisor, turn(conversation_id="nobody")))
    assert caught.value.field == "conversation_id"
    assert stored("Conversations") == []


def test_a_closed_conversation_takes_no_turn_and_stores_nothing(supervisor: Supervisor) -> None:
    close_conversation("c1", SESSIONS, DESK)
    with pytest.raises(ConversationClosed):
        ask(supervisor)
    assert stored("Conversations") == []


@pytest.mark.parametrize(
    "text",
    [
        "My brakes have failed and I cannot stop",
        "the engine is on fire",
        "Mein Auto brennt und wir kommen nicht raus",
        "Il y a le feu dans la voiture",
        "He tenido un accidente y hay heridos",
        "La macchina sta bruciando",
        "I don't want to live any more",
    ],
)
def test_a_danger_that_is_told_after_the_end_opens_the_conversation_again(supervisor: Supervisor, text: str) -> None:
    close_conversation("c1", SESSIONS, DESK)
    answer = ask(supervisor, text)
    assert (answer.route.kind, answer.route.priority) == ("emergency", 1)
    assert "112" in answer.reply.text
    assert [e.author for e in read_transcript("c1")[0]] == ["customer", "bot"]
    assert (stored_session().closed_at, dialogue().holder) == (None, "queue")


def judged(monkeypatch: pytest.MonkeyPatch, level: DangerLevel) -> None:
    """Let the words of every message say this of danger."""
    monkeypatch.setattr(conversations.turn, "judge_words", lambda text: DangerFinding(level=level, probability=0.3))


def test_what_may_be_a_danger_opens_the_conversation_too_so_that_a_question_about_it_can_be_answered(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_conversation("c1", SESSIONS, DESK)
    with monkeypatch.context() as words:
        judged(words, "unsure")
        ask(supervisor, "hello")
    assert ask(supervisor, "It is the engine", "2").reply.text


def test_what_is_no_danger_after_the_end_is_refused_with_the_number_of_the_country(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(monkeypatch, "harmless")
    save_session(stored_session().changed(country="US"))
    close_conversation("c1", SESSIONS, DESK)
    with pytest.raises(ConversationClosed, match=r"If anyone is in danger, call 911$"):
        ask(supervisor)
    assert stored_session().closed_at is not None
    assert stored("Conversations") == []


def test_a_message_from_before_the_end_leaves_the_conversation_closed_whatever_it_says(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = turn("the engine is on fire")
    claim_turn("c1", "demo", dead.request, new_id())
    close_conversation("c1", SESSIONS, DESK)
    now = time.time() + ATTEMPT_LEASE_SECONDS + 1
    monkeypatch.setattr(store.turns, "time", lambda: now)
    assert "112" in ask(supervisor, "the engine is on fire").reply.text
    assert stored_session().closed_at is not None


def test_a_turn_that_was_answered_is_answered_again_after_the_conversation_has_ended(supervisor: Supervisor) -> None:
    first = ask(supervisor)
    close_conversation("c1", SESSIONS, DESK)
    assert ask(supervisor) == first
    with pytest.raises(ConversationClosed):
        ask(supervisor, client_turn_id="2")


def test_a_message_that_was_taken_before_the_end_is_still_answered(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = claim_turn("c1", "demo", turn().request, new_id())
    close_conversation("c1", SESSIONS, DESK)
    now = time.time() + ATTEMPT_LEASE_SECONDS + 1
    monkeypatch.setattr(store.turns, "time", lambda: now)
    assert ask(supervisor).turn_id == dead.turn_id


def test_a_person_takes_over_after_two_angry_turns(supervisor: Supervisor) -> None:
    angry = "this is a complaint about the app, it is awful and I am fed up, this is unacceptable"
    routes = [ask(supervisor, angry, str(number)).route for number in range(2)]
    assert dialogue().angry_turns == 2
    assert routes[1].rule == "angry"
    assert (dialogue().holder, dialogue().queue) == ("queue", "customer_care")


def test_danger_is_answered_first_in_the_customers_language(supervisor: Supervisor) -> None:
    save_session(stored_session().changed(language="fr"))
    answer = ask(supervisor, "Au secours, il y a le feu dans le moteur")
    assert (answer.route.kind, answer.route.priority) == ("emergency", 1)
    assert "112" in answer.reply.text
    assert answer.reply.language == "fr"


def test_a_known_customer_is_greeted_by_name_once(supervisor: Supervisor) -> None:
    save_customer(builders.customer(builders.vehicle()))
    save_session(stored_session().changed(customer_id="cust-1"))
    assert ask(supervisor, "hello", "1").reply.text.startswith("Hello Alex.")
    assert "Alex" not in ask(supervisor, "hello", "2").reply.text


@pytest.mark.parametrize(("country", "cited"), [("GB", {"page.md"}), ("DE", {"page.md", "german.md"})])
def test_a_page_for_another_market_is_not_cited_to_a_customer(
    encoder: LocalEncoder, monkeypatch: pytest.MonkeyPatch, country: str, cited: set[str]
) -> None:
    let_everything_answer(monkeypatch)
    page = StoredPassage(
        id="1", title="Warranty", section="Term", source="page.md", models=(), language="en", text=TERM
    )
    german = page.changed(id="2", source="german.md", text=GERMAN_TERM, markets=("DE",))
    save_customer(builders.customer(country=country))
    started = start_conversation(
        Caller(kind="secret", tenant="demo"),
        StartConversation(language="en", customer_id="cust-1"),
        SESSIONS,
        find_customer,
        find_tenant,
    )
    library = FixedLibrary(build_index(Content((page, german), tenant="demo"), encoder))
    supervisor = Supervisor(InProcessDispatch(load_agents(encoder, library, find_customer)), encoder)
    asked = turn("How many years does the warranty last?", conversation_id=started.conversation_id)
    found = asyncio.run(take(supervisor, asked)).findings.knowledge
    assert found is not None
    assert {passage.source for passage in found.passages} == cited


def test_the_message_is_stored_before_any_agent_runs(encoder: LocalEncoder) -> None:
    save_session(builders.session())
    fake, seen = FakeDispatch(), list[str]()

    async def dispatch(agent: AgentName, task: AgentTask) -> Finding:
        seen.extend(entry.text for entry in read_transcript("c1")[0])
        return await fake(agent, task)

    ask(Supervisor(dispatch, encoder))
    assert seen[0] == BRAKE_LIGHT
    assert fake.asked[AgentName.ROUTING].tenant == "demo"
