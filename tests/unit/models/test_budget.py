"""No call is made that might cost more than is left of a request's budget."""

from collections.abc import Callable
from typing import Any, Final

import pytest

from infra.bedrock.server import BedrockServer
from models.budget import most_usd
from models.client import ModelClient
from models.errors import OVER_BUDGET, ModelFailed
from models.metering import ANSWERED, Call
from models.places import places_in
from models.request import Message, ModelRequest
from models.structured import ask_for, tool_for
from tests.unit.bedrock import FIRST, REGION, Scripted
from tests.unit.models.test_structured import BAD, GOOD, TOOL, Told

AT_HOME: Final = [place for place in places_in([REGION]) if place.served.offer.scope != "global"]


def most(request: ModelRequest, model: str) -> float:
    """The most that a call to the model of this name may cost."""
    return next(most_usd(request, place.served) for place in AT_HOME if place.served.model.name == model)


def test_a_model_that_might_cost_too_much_is_passed_over_for_a_cheaper_one(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    scripted({"then": {"text": "Yes."}})
    cheapest = most(request_, "nova-lite")
    assert cheapest < min(most(request_, name) for name in ("claude-haiku-5.5", "claude-haiku-4.5", "nova-2-lite"))
    completion = client.complete(request_.changed(budget_usd=cheapest))
    assert completion.model == "eu.amazon.nova-lite-v1:0"
    assert len(calls) == 1


def test_without_money_no_model_is_asked_and_that_is_counted(
    client: ModelClient,
    double: BedrockServer,
    request_: ModelRequest,
    logged: Callable[[], list[dict[str, Any]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ModelFailed) as failed:
        client.complete(request_.changed(budget_usd=most(request_, "nova-lite") * 0.999))
    assert (failed.value.code, failed.value.spent.cost_usd) == (OVER_BUDGET, 0.0)
    assert double.log.all() == []
    assert [line["agent"] for line in logged() if line["message"] == "no model within the budget"] == ["response"]
    assert '"ModelOverBudget":[1.0]' in capsys.readouterr().out


def test_what_was_spent_on_tries_that_broke_off_is_gone(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    scripted({"when": {"model": FIRST}, "then": {"text": "", "error": "ServiceUnavailableException", "error_after": 0}})
    enough_for_one = request_.changed(budget_usd=most(request_, "claude-haiku-5.5"))
    assert client.complete(enough_for_one).model == "eu.amazon.nova-lite-v1:0"
    assert [call.outcome for call in calls] == ["ServiceUnavailableException", ANSWERED], "no second try of the first"
    assert sum(call.cost_usd for call in calls) <= most(request_, "claude-haiku-5.5")


def test_an_answer_is_sent_back_only_where_that_too_can_be_paid(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    asking = request_.changed(tools=(tool_for(TOOL, "Tell.", Told),), forced=TOOL)
    scripted({"then": BAD[0], "times": 1}, {"then": GOOD})
    with pytest.raises(ModelFailed) as failed:
        ask_for(Told, asking.changed(budget_usd=most(asking, "nova-lite")), client)
    assert failed.value.code == OVER_BUDGET
    assert failed.value.spent.cost_usd == pytest.approx(sum(call.cost_usd for call in calls))
    scripted({"then": BAD[0], "times": 1}, {"then": GOOD})
    assert ask_for(Told, asking.changed(budget_usd=1.0), client)[0] == Told(count=3)


@pytest.mark.parametrize("chars", [1, 400, 20_000])
@pytest.mark.parametrize("tokens", [1, 350])
@pytest.mark.parametrize("then", [{"endless": True}, {"text": "Yes."}, {"text": "ö" * 20}])
def test_no_call_costs_more_than_the_most_that_it_might(
    client: ModelClient,
    scripted: Scripted,
    request_: ModelRequest,
    calls: list[Call],
    chars: int,
    tokens: int,
    then: dict[str, Any],
) -> None:
    asked = request_.changed(messages=(Message(author="user", text="x" * chars),), max_tokens=tokens)
    for place in AT_HOME:
        calls.clear()
        scripted({"when": {"model": place.served.offer.id}, "then": then}, {"then": {"error": "ValidationException"}})
        client.complete(asked)
        assert 0 < calls[-1].cost_usd <= most_usd(asked, place.served)
