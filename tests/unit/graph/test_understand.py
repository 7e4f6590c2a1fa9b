"""One call to a model where the fast path is in doubt, and what the turn makes of it."""

import asyncio
from typing import Any, Final

import pytest

import graph.graph
from contracts.errors import AgentFailed
from contracts.findings.danger import DangerFinding
from contracts.findings.finding import Finding
from contracts.findings.knowledge import KnowledgeFinding
from contracts.findings.of_turn import Findings
from contracts.models import NO_MODELS, ModelPolicy
from contracts.session import Dialogue
from contracts.turn import AgentName, AgentTask, TurnAnswer
from graph.graph import ANALYSTS, FILTER, build_graph
from graph.policy import MODEL_BUDGET_SECONDS
from graph.supervisor import Supervisor
from graph.understand import TOOL, UNDERSTAND, Understanding, in_doubt, paid
from infra.bedrock.server import BedrockServer
from models.client import ModelClient
from models.metering import Call
from models.request import Spent
from tests.unit import builders
from tests.unit.bedrock import FIRST, Scripted
from tests.unit.builders import intent, knowledge, passage, sentiment
from tests.unit.graph.fakes import FakeDispatch, Trouble

WHEN_UNSURE: Final = ModelPolicy(response="off")
UNSURE: Final = intent("how_to", confidence=0.4)
SURE: Final = intent("how_to", confidence=0.9)
QUESTION: Final = "What is the pressure of the rear tyres?"


def says(wanted: dict[str, Any] | None = None, felt: dict[str, Any] | None = None) -> dict[str, Any]:
    """A rule by which every model says this."""
    arguments = {"wanted": wanted or {}, "felt": felt or {}}
    return {"then": {"calls": [{"name": TOOL, "arguments": arguments}]}}


class Searched(FakeDispatch):
    """Finds other passages for the question of a model than for the message."""

    def __init__(self, again: Finding, trouble: dict[AgentName, Trouble] | None = None, **answers: Finding) -> None:
        super().__init__(trouble, **answers)
        self.again = again
        self.searches = list[AgentTask]()

    async def __call__(self, agent: AgentName, task: AgentTask) -> Finding:
        """The finding, or the trouble."""
        if agent is AgentName.KNOWLEDGE:
            self.searches.append(task)
        found = await super().__call__(agent, task)
        return self.again if agent is AgentName.KNOWLEDGE and task.text == QUESTION else found


def turn(dispatch: FakeDispatch, client: ModelClient, models: ModelPolicy = WHEN_UNSURE, **changes: Any) -> TurnAnswer:
    task = builders.task("and the rear ones?", models=models, conversation_id="c1", turn_id="t1", **changes)
    return asyncio.run(Supervisor(dispatch, None, Understanding(client)).answer(task))


def missing_of(answer: TurnAnswer) -> list[str]:
    return [missing.agent for missing in answer.missing]


@pytest.mark.parametrize(
    ("findings", "models", "doubtful"),
    [
        ({"intent": SURE, "sentiment": sentiment()}, WHEN_UNSURE, ()),
        ({"intent": UNSURE, "sentiment": sentiment()}, WHEN_UNSURE, ("intent",)),
        ({"intent": None, "sentiment": sentiment()}, WHEN_UNSURE, ("intent",)),
        ({"intent": SURE, "sentiment": None}, WHEN_UNSURE, ("sentiment",)),
        ({"intent": SURE, "sentiment": sentiment(unsure=True)}, WHEN_UNSURE, ("sentiment",)),
        ({"intent": SURE, "sentiment": sentiment(), "knowledge": knowledge()}, WHEN_UNSURE, ("intent",)),
        ({"intent": None, "sentiment": None}, WHEN_UNSURE, ("intent", "sentiment")),
        ({"intent": None, "sentiment": None}, NO_MODELS, ()),
        ({"intent": UNSURE, "sentiment": None}, ModelPolicy(intent="always", sentiment="always"), ()),
        ({"intent": UNSURE, "sentiment": sentiment(danger="brakes")}, WHEN_UNSURE, ()),
        ({"danger": DangerFinding(level="danger", probability=0.9, kind="brakes")}, WHEN_UNSURE, ()),
    ],
)
def test_a_model_is_asked_only_in_doubt_and_never_in_danger(
    findings: dict[str, Any], models: ModelPolicy, doubtful: tuple[str, ...]
) -> None:
    assert in_doubt(Findings(**findings), models) == doubtful


def test_one_call_settles_both_and_is_paid_for_once(client: ModelClient, scripted: Scripted, calls: list[Call]) -> None:
    scripted(says({"intent": "billing", "certain": True}, {"sentiment": "negative", "danger": "possible"}))
    dispatch = FakeDispatch(intent=UNSURE, sentiment=sentiment(unsure=True))
    answer = turn(dispatch, client)
    assert len(calls) == 1
    assert answer.findings.intent is not None
    assert answer.findings.sentiment is not None
    assert (answer.findings.intent.intent, answer.findings.sentiment.unsure) == ("billing", True)
    assert (answer.path, answer.findings.intent.model) == ("bedrock", f"eu.anthropic.{FIRST}")
    assert answer.cost_usd == pytest.approx(calls[0].cost_usd)
    seen = dispatch.asked[AgentName.ROUTING].findings.intent
    assert seen == answer.findings.intent
    assert UNDERSTAND in answer.timing_ms.agents


def test_where_nothing_is_in_doubt_no_model_is_asked(client: ModelClient, double: BedrockServer) -> None:
    answer = turn(FakeDispatch(intent=SURE), client)
    assert double.log.all() == []
    assert (answer.path, answer.cost_usd, answer.missing) == ("fast", 0.0, ())
    assert UNDERSTAND not in answer.timing_ms.agents


def test_a_tenant_without_models_has_the_turn_of_a_deployment_without_them(
    client: ModelClient, double: BedrockServer
) -> None:
    with_graph = turn(FakeDispatch(intent=UNSURE), client, NO_MODELS)
    task = builders.task("and the rear ones?", conversation_id="c1", turn_id="t1")
    without = asyncio.run(Supervisor(FakeDispatch(intent=UNSURE), None).answer(task))
    assert double.log.all() == []
    assert with_graph.changed(timing_ms=without.timing_ms) == without


def test_without_models_the_graph_has_no_step_that_asks_one() -> None:
    plain = build_graph(FakeDispatch(), None).get_graph()
    assert not {UNDERSTAND, "search_again"} & plain.nodes.keys()
    onward = {edge.target for edge in plain.edges if edge.source in ANALYSTS}
    assert onward == {FILTER}


def test_the_question_of_a_model_is_searched_by_itself_and_better_passages_are_used(
    client: ModelClient, scripted: Scripted
) -> None:
    scripted(says({"question": QUESTION}))
    dispatch = Searched(knowledge(passage(2, answers=0.9)), intent=UNSURE, knowledge=knowledge(passage(1, answers=0.2)))
    before = Dialogue(last_question="What is the pressure of the front tyres?")
    answer = turn(dispatch, client, dialogue=before)
    again = dispatch.searches[1]
    assert (again.text, again.meant, again.vector, again.dialogue.last_question) == (QUESTION, None, None, None)
    used = dispatch.asked[AgentName.RESPONSE].findings.knowledge
    assert used is not None
    assert [one.id for one in used.passages] == ["page-2#1"]
    assert "search_again" in answer.timing_ms.agents
    assert dispatch.asked[AgentName.RESPONSE].text == "and the rear ones?"


@pytest.mark.parametrize("answers", [0.2, 0.9])
def test_both_searches_are_paid_for_whichever_found_more(
    client: ModelClient, scripted: Scripted, answers: float
) -> None:
    scripted(says({"question": QUESTION}))
    first, second = (
        knowledge(passage(number, answers=share)).changed(cost_usd=0.002) for number, share in ((1, 0.6), (2, answers))
    )
    answer = turn(Searched(second, intent=UNSURE, knowledge=first), client)
    assert answer.findings.knowledge is not None
    assert answer.findings.knowledge.cost_usd == pytest.approx(0.004)


@pytest.mark.parametrize("again", [knowledge(), knowledge(passage(2, answers=0.3))])
def test_worse_passages_or_none_replace_nothing(
    client: ModelClient, scripted: Scripted, again: KnowledgeFinding
) -> None:
    scripted(says({"question": QUESTION}))
    dispatch = Searched(again, intent=UNSURE, knowledge=knowledge(passage(1, answers=0.6)))
    answer = turn(dispatch, client)
    assert len(dispatch.searches) == 2
    assert answer.findings.knowledge == knowledge(passage(1, answers=0.6))


def test_a_second_search_that_fails_is_named_and_the_first_one_stands(client: ModelClient, scripted: Scripted) -> None:
    scripted(says({"question": QUESTION}))
    first = knowledge(passage(1))

    class Failing(Searched):
        async def __call__(self, agent: AgentName, task: AgentTask) -> Finding:
            """The finding; none for the question of the model."""
            if agent is AgentName.KNOWLEDGE and task.text == QUESTION:
                raise AgentFailed(agent, "TooManyRequestsException")
            return await super().__call__(agent, task)

    answer = turn(Failing(knowledge(), intent=UNSURE, knowledge=first), client)
    assert [(missing.agent, missing.reason) for missing in answer.missing] == [
        ("search_again", "TooManyRequestsException")
    ]
    assert answer.findings.knowledge == first
    assert answer.path == "bedrock"


@pytest.mark.parametrize("question", ["", "and the rear ones?"])
def test_nothing_is_searched_again_for_the_same_words(client: ModelClient, scripted: Scripted, question: str) -> None:
    scripted(says({"question": question}))
    dispatch = Searched(knowledge(), intent=UNSURE)
    turn(dispatch, client)
    assert len(dispatch.searches) == 1


@pytest.mark.parametrize(
    ("then", "reason"),
    [
        ({"error": "ThrottlingException"}, "ThrottlingException"),
        ({"status": 503}, "503"),
        ({"text": ""}, "empty"),
        ({"text": "", "stop_reason": "guardrail_intervened"}, "refused"),
        ({"text": "I would rather not say."}, "malformed"),
        ({"calls": [{"name": "another", "arguments": {}}]}, "malformed"),
        ({"calls": [{"name": TOOL, "arguments": '{"wanted": {'}]}, "malformed"),
        ({"endless": True}, "malformed"),
    ],
)
def test_a_failure_leaves_the_turn_as_the_fast_path_has_it_and_is_named_and_paid_for(
    client: ModelClient, scripted: Scripted, calls: list[Call], then: dict[str, Any], reason: str
) -> None:
    scripted({"then": then})
    answer = turn(FakeDispatch(intent=UNSURE), client)
    [missing] = answer.missing
    assert missing.agent == UNDERSTAND
    assert reason in missing.reason
    assert answer.findings.intent is not None
    assert (answer.findings.intent.intent, answer.findings.intent.confidence) == ("how_to", 0.4)
    assert answer.path == "fast"
    assert answer.cost_usd == pytest.approx(sum(call.cost_usd for call in calls))
    assert answer.reply.text == "It means a fault. [1]"


def test_a_model_that_hangs_costs_no_more_than_its_budget_and_is_named_and_paid_for(
    client: ModelClient, scripted: Scripted, calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    budgets = dict.fromkeys(MODEL_BUDGET_SECONDS, 20.0) | {UNDERSTAND: 1.0}
    monkeypatch.setattr(graph.graph, "MODEL_BUDGET_SECONDS", budgets)
    scripted({"then": {"silent_s": 30, "text": "late"}})
    answer = turn(FakeDispatch(intent=UNSURE), client)
    assert missing_of(answer) == [UNDERSTAND]
    assert calls
    assert answer.cost_usd == pytest.approx(sum(call.cost_usd for call in calls))
    assert answer.cost_usd > 0
    assert answer.path == "fast"


def test_agents_that_are_missing_are_told_of_by_the_model(client: ModelClient, scripted: Scripted) -> None:
    scripted(says({"intent": "billing"}, {"sentiment": "negative", "danger": "none"}))
    answer = turn(FakeDispatch({AgentName.INTENT: "fails", AgentName.SENTIMENT: "throws"}), client)
    assert answer.findings.intent is not None
    assert answer.findings.sentiment is not None
    assert (answer.findings.intent.intent, answer.findings.sentiment.sentiment) == ("billing", "negative")
    assert missing_of(answer) == ["intent", "sentiment"]


@pytest.mark.parametrize("rule", [says(), {"then": {"text": "no JSON"}}])
def test_a_call_of_which_nothing_comes_is_paid_for_also_where_both_agents_are_missing(
    client: ModelClient, scripted: Scripted, calls: list[Call], rule: dict[str, Any]
) -> None:
    scripted(rule)
    answer = turn(FakeDispatch({AgentName.INTENT: "fails", AgentName.SENTIMENT: "fails"}), client)
    assert answer.findings.intent is None
    assert answer.cost_usd == pytest.approx(sum(call.cost_usd for call in calls))
    assert answer.cost_usd > 0
    assert answer.path == "fast"


def test_where_nothing_was_found_nothing_bears_a_cost() -> None:
    assert paid(Findings(), Spent(tokens=3)) == {}


def test_an_agent_that_no_model_may_judge_keeps_its_finding(client: ModelClient, scripted: Scripted) -> None:
    scripted(says({"intent": "billing", "certain": True}, {"danger": "present"}))
    answer = turn(FakeDispatch(intent=UNSURE), client, ModelPolicy(sentiment="off", response="off"))
    assert answer.findings.intent is not None
    assert answer.findings.intent.intent == "billing"
    assert answer.findings.sentiment == sentiment()
