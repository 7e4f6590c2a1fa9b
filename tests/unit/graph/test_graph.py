"""One turn through the graph, whatever fails. No store: the answer is looked at instead."""

import asyncio
import time

import pytest
from graph.answer import answer_of

import graph.graph
from contracts.findings import Finding, Findings
from contracts.policy import AGENT_BUDGET_SECONDS
from contracts.turn import AgentName, AgentTask, TurnAnswer
from encoder import Encoder, pack
from encoder.local import LocalEncoder
from graph.dispatch import Dispatch
from graph.graph import ANALYSTS, build_graph
from graph.state import TurnState
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


def hurry(monkeypatch: pytest.MonkeyPatch, agent: AgentName) -> None:
    """Time is up for this agent after 50 ms."""
    budgets = dict.fromkeys(AGENT_BUDGET_SECONDS, 20.0) | {agent: 0.05}
    monkeypatch.setattr(graph.graph, "AGENT_BUDGET_SECONDS", budgets)


def run(dispatch: Dispatch, encoder: Encoder | None = None, task: AgentTask | None = None) -> TurnState:
    async def keep(state: TurnState) -> TurnState:
        return {"answer": answer_of(state)}

    given = task or builders.task(conversation_id="c1", turn_id="t1", trace_id="trace-1")
    session = builders.session()
    compiled = build_graph(dispatch, encoder, keep)
    final = asyncio.run(compiled.ainvoke({"task": given, "started": time.monotonic(), "session": session}))
    state: TurnState = final  # type: ignore[assignment]
    return state


def answered(dispatch: Dispatch, task: AgentTask | None = None) -> TurnAnswer:
    return run(dispatch, task=task)["answer"]


def test_a_turn_gathers_what_every_agent_found(encoder: LocalEncoder) -> None:
    dispatch = FakeDispatch()
    state = run(dispatch, encoder)
    answer = state["answer"]
    assert set(dispatch.asked) == set(EVERY_AGENT)
    assert set(state["findings"]) == set(EVERY_AGENT)
    assert set(answer.timing_ms.agents) == {"encode", *EVERY_AGENT}
    assert answer.missing == ()
    assert answer.reply.text == "It means a fault. [1]"
    assert answer.findings.intent == builders.intent()
    assert (answer.turn_id, answer.conversation_id, answer.trace_id) == ("t1", "c1", "trace-1")


def test_the_text_is_encoded_once_and_every_agent_gets_the_vector(encoder: LocalEncoder) -> None:
    dispatch = FakeDispatch()
    state = run(dispatch, encoder)
    expected = pack(encoder, "What does the red light mean?")
    assert state["vector"] == expected
    assert all(task.vector == expected for task in dispatch.asked.values())


def test_each_step_sees_the_findings_of_those_before_it() -> None:
    dispatch = FakeDispatch()
    run(dispatch)
    assert all(dispatch.asked[agent].findings == Findings() for agent in ANALYSTS)
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


@pytest.mark.parametrize("trouble", REASONS)
@pytest.mark.parametrize("agent", EVERY_AGENT)
def test_a_turn_answers_without_any_one_agent_and_names_it(
    agent: AgentName, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch, agent)
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
    hurry(monkeypatch, AgentName.ROUTING)
    answer = answered(FakeDispatch({AgentName.ROUTING: trouble}))
    assert (answer.route.rule, answer.route.kind, answer.route.queue) == ("fallback", "queue", "customer_care")


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_without_a_response_a_person_takes_over_in_the_customers_language(language: str) -> None:
    answer = answered(FakeDispatch({AgentName.RESPONSE: "fails"}), builders.task(language=language))
    assert (answer.route.kind, answer.route.queue, answer.route.reply_with) == ("queue", "customer_care", "hand_over")
    assert answer.reply.language == language
    assert answer.reply.citations == ()
    words = {"en": "colleague", "de": "Kollegin", "fr": "collègue", "es": "compañero", "it": "collega"}
    assert words[language] in answer.reply.text


def test_the_reason_of_the_hand_over_does_not_blame_an_agent_that_answered() -> None:
    answer = answered(FakeDispatch({AgentName.RESPONSE: "fails"}))
    assert "routing" not in answer.route.reason


def test_a_hand_over_that_was_decided_stays_when_the_response_is_missing() -> None:
    dispatch = FakeDispatch({AgentName.RESPONSE: "fails"}, routing=builders.routing(queue="sales"))
    answer = answered(dispatch)
    assert (answer.route.rule, answer.route.queue) == ("test", "sales")
    assert "colleague" in answer.reply.text


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "colleague"),
        ("de", "Kollegin"),
        ("fr", "collègue"),
        ("es", "compañero"),
        ("it", "collega"),
        ("pt", "colleague"),
    ],
)
def test_with_every_agent_missing_a_person_takes_over(language: str, word: str) -> None:
    dispatch = FakeDispatch(dict.fromkeys(EVERY_AGENT, "fails"))
    answer = answered(dispatch, builders.task(language=language))
    assert {missing.agent for missing in answer.missing} == set(EVERY_AGENT)
    assert word in answer.reply.text
    assert (answer.route.kind, answer.route.queue) == ("queue", "customer_care")
    assert answer.findings.model_dump(exclude_none=True) == {}


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
@pytest.mark.parametrize("told_by", [AgentName.SENTIMENT, AgentName.INTENT])
def test_danger_is_answered_even_without_routing_and_response(language: str, told_by: AgentName) -> None:
    missing = set(EVERY_AGENT) - {told_by}
    dispatch = FakeDispatch(
        dict.fromkeys(missing, "throws"),
        sentiment=builders.sentiment(danger="brakes"),
        intent=builders.intent("emergency", handled_by="emergency"),
    )
    answer = answered(dispatch, builders.task(language=language))
    assert (answer.route.kind, answer.route.queue, answer.route.priority) == ("emergency", "roadside", 1)
    assert "112" in answer.reply.text
    assert answer.reply.language == language


def test_without_its_encoder_a_turn_goes_on_and_each_agent_encodes_for_itself() -> None:
    dispatch = FakeDispatch()
    answer = run(dispatch, BrokenEncoder())["answer"]
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
