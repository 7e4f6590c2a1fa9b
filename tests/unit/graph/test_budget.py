"""What models may cost a turn, as it goes from step to step and stands in the answer."""

import asyncio

import pytest

from contracts.models import ModelPolicy
from contracts.turn import AgentName, TurnAnswer
from graph.supervisor import Supervisor
from graph.understand import UNDERSTAND, Understanding
from infra.bedrock.server import BedrockServer
from models.client import ModelClient
from models.metering import Call
from tests.unit import builders
from tests.unit.bedrock import Scripted
from tests.unit.builders import intent, response, sentiment
from tests.unit.graph.fakes import FakeDispatch
from tests.unit.graph.test_understand import says


def answer_with(dispatch: FakeDispatch, client: ModelClient | None, policy: ModelPolicy) -> TurnAnswer:
    task = builders.task("and the rear ones?", models=policy, conversation_id="c1", turn_id="t1")
    understanding = None if client is None else Understanding(client)
    return asyncio.run(Supervisor(dispatch, None, understanding).answer(task))


def test_agents_side_by_side_share_what_is_left_and_those_behind_them_get_the_rest() -> None:
    dispatch = FakeDispatch(intent=intent().changed(cost_usd=0.002), sentiment=sentiment().changed(cost_usd=0.001))
    answer_with(dispatch, None, ModelPolicy(usd_a_turn=0.01))
    assert dispatch.asked[AgentName.INTENT].usd_left == dispatch.asked[AgentName.SENTIMENT].usd_left == 0.005
    assert dispatch.asked[AgentName.RESPONSE].usd_left == pytest.approx(0.007)


def test_who_has_spent_more_than_there_was_leaves_nothing() -> None:
    dispatch = FakeDispatch(intent=intent().changed(cost_usd=0.02))
    answer_with(dispatch, None, ModelPolicy(usd_a_turn=0.01))
    assert dispatch.asked[AgentName.RESPONSE].usd_left == 0.0


def test_a_turn_whose_budget_is_too_small_is_that_of_the_fast_path_and_says_why(
    client: ModelClient, double: BedrockServer
) -> None:
    answer = answer_with(FakeDispatch(intent=intent(confidence=0.2)), client, ModelPolicy(usd_a_turn=0.00001))
    assert double.log.all() == []
    assert [(missing.agent, missing.reason) for missing in answer.missing] == [
        (UNDERSTAND, "no model answered: over budget")
    ]
    assert (answer.path, answer.cost_usd, answer.cost_usd_by_agent, answer.budget_usd) == ("fast", 0.0, {}, 0.00001)


def test_the_answer_tells_what_each_agent_cost(client: ModelClient, scripted: Scripted, calls: list[Call]) -> None:
    scripted(says({"intent": "billing"}))
    written = response("It is.").changed(cost_usd=0.002)
    answer = answer_with(FakeDispatch(intent=intent(confidence=0.2), response=written), client, ModelPolicy())
    understood = sum(call.cost_usd for call in calls)
    assert answer.cost_usd_by_agent == pytest.approx({"intent": understood, "response": 0.002})
    assert answer.cost_usd == pytest.approx(sum(answer.cost_usd_by_agent.values()))
    assert answer.budget_usd == ModelPolicy().usd_a_turn
