"""One turn through the graph, whatever fails."""

import asyncio
import math

import pytest

import graph.graph
import graph.nodes
from contracts.deadline import time_left, within
from contracts.findings.finding import Finding
from contracts.findings.knowledge import KnowledgeFinding
from contracts.findings.of_turn import Findings
from contracts.findings.personalization import VehicleSummary
from contracts.turn import AgentName, AgentTask, TurnAnswer
from danger.words import judge_words
from encoder import Encoder, pack
from encoder.local import LocalEncoder
from graph.dispatch import Dispatch
from graph.graph import ANALYSTS
from graph.policy import AGENT_BUDGET_SECONDS
from graph.supervisor import Supervisor
from languages.served import SERVED_LANGUAGES
from tests.unit import builders
from tests.unit.graph.fakes import BrokenEncoder, FakeDispatch, Trouble

pytestmark = pytest.mark.usefixtures("patience")
EVERY_AGENT = tuple(AgentName)
REASONS: dict[Trouble, str] = {
    "slow": "timed out",
    "throws": "ZeroDivisionError",
    "fails": "TooManyRequestsException",
    "nonsense": "malformed finding",
}


def hurry(monkeypatch: pytest.MonkeyPatch, agent: AgentName, trouble: Trouble = "slow") -> None:
    """Time is up after 50 ms for an agent that is slow. One that fails in another way has time for it."""
    if trouble != "slow":
        return
    budgets = dict.fromkeys(AGENT_BUDGET_SECONDS, 20.0) | {agent: 0.05}
    monkeypatch.setattr(graph.graph, "AGENT_BUDGET_SECONDS", budgets)


def run(dispatch: Dispatch, encoder: Encoder | None = None, task: AgentTask | None = None) -> TurnAnswer:
    given = task or builders.task(conversation_id="c1", turn_id="t1", trace_id="trace-1")
    return asyncio.run(Supervisor(dispatch, encoder).answer(given))


def answered(dispatch: Dispatch, task: AgentTask | None = None) -> TurnAnswer:
    return run(dispatch, task=task)


def test_a_turn_gathers_what_every_agent_found(encoder: LocalEncoder) -> None:
    dispatch = FakeDispatch()
    answer = run(dispatch, encoder)
    assert set(dispatch.asked) == set(EVERY_AGENT)
    assert set(answer.timing_ms.agents) == {"encode", *EVERY_AGENT}
    assert answer.missing == ()
    assert answer.reply.text == "It means a fault. [1]"
    assert answer.findings.intent == builders.intent()
    assert (answer.turn_id, answer.conversation_id, answer.trace_id) == ("t1", "c1", "trace-1")


def test_the_text_is_encoded_once_and_every_agent_gets_the_vector(encoder: LocalEncoder) -> None:
    dispatch = FakeDispatch()
    run(dispatch, encoder)
    expected = pack(encoder, "What does the red light mean?")
    assert all(task.vector == expected for task in dispatch.asked.values())


def test_each_step_sees_the_findings_of_those_before_it() -> None:
    dispatch = FakeDispatch()
    run(dispatch)
    judged = Findings(danger=judge_words(dispatch.asked[AgentName.INTENT].text))
    assert all(dispatch.asked[agent].findings == judged for agent in ANALYSTS)
    seen_by_routing = dispatch.asked[AgentName.ROUTING].findings
    assert all(getattr(seen_by_routing, agent) is not None for agent in ANALYSTS)
    assert seen_by_routing.routing is None
    assert dispatch.asked[AgentName.RESPONSE].findings.routing is not None


def test_analysts_work_side_by_side() -> None:
    together = asyncio.Barrier(len(ANALYSTS))
    fake = FakeDispatch()

    async def dispatch(agent: AgentName, task: AgentTask) -> Finding:
        if agent in ANALYSTS:
            await asyncio.wait_for(together.wait(), 0.9)  # passes only if all four are here at once
        return await fake(agent, task)

    assert answered(dispatch).missing == ()


def test_routing_waits_for_the_slowest_analyst_also_when_another_fails_at_once() -> None:
    fake, asked = FakeDispatch({AgentName.INTENT: "fails"}), list[AgentName]()

    async def dispatch(agent: AgentName, task: AgentTask) -> Finding:
        asked.append(agent)
        if agent is AgentName.KNOWLEDGE:
            await asyncio.sleep(0.05)
        return await fake(agent, task)

    assert answered(dispatch).findings.knowledge is not None
    assert asked.count(AgentName.ROUTING) == asked.count(AgentName.RESPONSE) == 1
    assert fake.asked[AgentName.ROUTING].findings.knowledge is not None


def of_two_models(vehicle: VehicleSummary | None) -> FakeDispatch:
    """Passages about two models were found, and who asks drives this vehicle."""
    passages = (builders.passage(1, models=("Tern",)), builders.passage(2, models=("Kite",)))
    return FakeDispatch(knowledge=builders.knowledge(*passages), personalization=builders.person(vehicle=vehicle))


KITE = VehicleSummary(model="Kite", year=2025, drive="electric", mileage_km=1)


@pytest.mark.parametrize(("vehicle", "kept"), [(KITE, ["page-2#1"]), (None, ["page-1#1", "page-2#1"])])
def test_after_the_analysts_only_passages_that_apply_to_the_customers_vehicle_go_on(
    vehicle: VehicleSummary | None, kept: list[str]
) -> None:
    dispatch = of_two_models(vehicle)
    answer = run(dispatch)
    for found in (
        dispatch.asked[AgentName.ROUTING].findings,
        dispatch.asked[AgentName.RESPONSE].findings,
        answer.findings,
    ):
        assert found.knowledge is not None
        assert [passage.id for passage in found.knowledge.passages] == kept


def test_a_filter_that_fails_is_named_and_nothing_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(findings: Findings) -> Findings:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(graph.nodes, "filter_by_vehicle", fail)
    dispatch = of_two_models(KITE)
    answer = run(dispatch)
    assert [(missing.agent, missing.reason) for missing in answer.missing] == [
        ("filter_by_vehicle", "ZeroDivisionError")
    ]
    assert answer.findings.knowledge == KnowledgeFinding(passages=())
    assert dispatch.asked[AgentName.ROUTING].findings.knowledge == KnowledgeFinding(passages=())


def test_every_step_is_told_how_long_somebody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.graph, "AGENT_BUDGET_SECONDS", AGENT_BUDGET_SECONDS)
    dispatch = FakeDispatch()
    run(dispatch)
    for agent, task in dispatch.asked.items():
        assert task.time_left_ms is not None
        assert 0 < task.time_left_ms <= AGENT_BUDGET_SECONDS[agent] * 1000


def test_a_turn_that_has_less_time_than_its_steps_keeps_to_it() -> None:
    async def short() -> tuple[TurnAnswer, float]:
        with within(0.05):
            answer = await Supervisor(dispatch, None).answer(builders.task())
        return answer, time_left()

    dispatch = FakeDispatch(dict.fromkeys(EVERY_AGENT, "slow"))
    answer, left = asyncio.run(short())
    assert {missing.agent: missing.reason for missing in answer.missing} == dict.fromkeys(EVERY_AGENT, "timed out")
    assert all((task.time_left_ms or 0) <= 50 for task in dispatch.asked.values())
    assert math.isinf(left)
    assert answer.reply.text


@pytest.mark.parametrize("trouble", REASONS)
@pytest.mark.parametrize("agent", EVERY_AGENT)
def test_a_turn_answers_without_any_one_agent_and_names_it(
    agent: AgentName, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch, agent, trouble)
    dispatch = FakeDispatch({agent: trouble})
    answer = answered(dispatch)
    [missing] = answer.missing
    assert missing.agent == agent
    assert missing.reason.startswith(REASONS[trouble])
    assert "secret" not in answer.model_dump_json()
    assert answer.reply.text
    assert set(dispatch.asked) == set(EVERY_AGENT)  # the others ran
    if agent in ANALYSTS:
        assert getattr(answer.findings, agent) is None
        assert answer.reply.text == "It means a fault. [1]"


@pytest.mark.parametrize("trouble", REASONS)
def test_without_routing_a_person_takes_over(trouble: Trouble, monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch, AgentName.ROUTING, trouble)
    answer = answered(FakeDispatch({AgentName.ROUTING: trouble}))
    assert (answer.route.rule, answer.route.kind, answer.route.queue) == ("fallback", "queue", "customer_care")


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_without_a_response_a_person_takes_over_in_the_customers_language(language: str) -> None:
    answer = answered(FakeDispatch({AgentName.RESPONSE: "fails"}), builders.task(language=language))
    assert (answer.route.kind, answer.route.queue, answer.route.reply_with) == ("queue", "customer_care", "hand_over")
    assert answer.reply.language == language
    assert answer.reply.citations == ()
    words = {"en": "noted", "de": "notiert", "fr": "noté", "es": "anotado", "it": "annotato"}
    assert words[language] in answer.reply.text


def test_the_reason_of_the_hand_over_does_not_blame_an_agent_that_answered() -> None:
    answer = answered(FakeDispatch({AgentName.RESPONSE: "fails"}))
    assert "routing" not in answer.route.reason


def test_a_hand_over_that_was_decided_stays_when_the_response_is_missing() -> None:
    dispatch = FakeDispatch({AgentName.RESPONSE: "fails"}, routing=builders.routing(queue="sales"))
    answer = answered(dispatch)
    assert (answer.route.rule, answer.route.queue) == ("test", "sales")
    assert "noted" in answer.reply.text


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "noted"),
        ("de", "notiert"),
        ("fr", "noté"),
        ("es", "anotado"),
        ("it", "annotato"),
        ("pt", "noted"),
    ],
)
def test_with_every_agent_missing_a_person_takes_over(language: str, word: str) -> None:
    dispatch = FakeDispatch(dict.fromkeys(EVERY_AGENT, "fails"))
    answer = answered(dispatch, builders.task(language=language))
    assert {missing.agent for missing in answer.missing} == set(EVERY_AGENT)
    assert word in answer.reply.text
    assert (answer.route.kind, answer.route.queue) == ("queue", "customer_care")
    assert set(answer.findings.model_dump(exclude_none=True)) == {"danger"}


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
@pytest.mark.parametrize(
    ("text", "missing"),
    [("What is this?", set(EVERY_AGENT) - {AgentName.SENTIMENT}), ("My car is on fire, help!", set(EVERY_AGENT))],
    ids=["told by sentiment", "told by words"],
)
def test_danger_is_answered_whatever_else_is_missing(text: str, missing: set[AgentName], language: str) -> None:
    dispatch = FakeDispatch(dict.fromkeys(missing, "throws"), sentiment=builders.sentiment(danger="brakes"))
    answer = answered(dispatch, builders.task(text, language=language))
    assert (answer.route.kind, answer.route.queue, answer.route.priority) == ("emergency", "roadside", 1)
    assert "112" in answer.reply.text
    assert answer.reply.language == language


def test_without_its_encoder_a_turn_goes_on_and_each_agent_encodes_for_itself() -> None:
    dispatch = FakeDispatch()
    answer = run(dispatch, BrokenEncoder())
    assert [(m.agent, m.reason) for m in answer.missing] == [("encode", "OSError")]
    assert set(dispatch.asked) == set(EVERY_AGENT)
    assert all(task.vector is None for task in dispatch.asked.values())
    assert answer.reply.text == "It means a fault. [1]"


def test_costs_add_up_and_one_answer_from_bedrock_makes_the_path(encoder: LocalEncoder) -> None:
    paid = builders.intent().changed(cost_usd=0.002, path="bedrock")
    reply = builders.response().changed(cost_usd=0.01)
    answer = answered(FakeDispatch(intent=paid, response=reply))
    assert answer.cost_usd == pytest.approx(0.012)
    assert answer.path == "bedrock"
    assert answered(FakeDispatch()).path == "fast"
