"""What models may cost a turn: what an agent is given of it, and that it is enough for an ordinary one."""

from typing import Final

import pytest

from agents.intent import model as intent_model
from contracts.models import ModelPolicy
from contracts.policy import MAX_TEXT_CHARS, PASSAGES_PER_TURN, USD_A_TURN
from infra.bedrock.server import BedrockServer
from models.breaker import Breakers, BreakersHere
from models.budget import most_usd
from models.client import ModelClient
from models.metering import Call
from models.places import places_in
from models.request import ModelRequest
from models.stream import bedrock_streams
from tests.unit.agents.test_ask import ASK, asking
from tests.unit.bedrock import REGION
from tests.unit.builders import intent, knowledge, passage

LONGEST: Final = 2_000
"""More than twice as long as passages are cut, characters."""


@pytest.fixture
def asked() -> list[ModelRequest]:
    """Every request that was sent."""
    return []


@pytest.fixture
def asker(double: BedrockServer, asked: list[ModelRequest]) -> ModelClient:
    def keep(request: ModelRequest, call: Call) -> None:
        asked.append(request)

    return ModelClient(places_in([REGION]), {REGION: bedrock_streams(REGION)}, Breakers(BreakersHere()), keep)


def test_the_dearest_ordinary_turn_fits_twice_whichever_model_answers(
    asker: ModelClient, asked: list[ModelRequest]
) -> None:
    page = ("The red brake light means a fault. " * 60)[:LONGEST]
    pages = [passage(number, text=page) for number in range(PASSAGES_PER_TURN)]
    long = asking("en").changed(text=("What does the red brake light mean? " * 120)[:MAX_TEXT_CHARS])
    long = long.changed(findings=long.findings.changed(intent=intent(confidence=0.2), knowledge=knowledge(*pages)))
    for ask in ASK.values():
        ask(long, asker)
    most = {request.purpose: max(most_usd(request, one.served) for one in places_in([REGION])) for request in asked}
    assert most.keys() == ASK.keys()
    assert 2 * (most["understand"] + most["response"]) <= USD_A_TURN
    assert 2 * (most["intent"] + most["sentiment"] + most["response"]) <= USD_A_TURN
    assert max(most["intent"], most["sentiment"]) <= USD_A_TURN / 2, "both are asked side by side, for half of it each"


@pytest.mark.parametrize(("left", "expected"), [(None, 0.03), (0.01, 0.01), (0.0, 0.0)])
def test_an_agent_may_spend_what_is_left_or_alone_all_that_the_tenant_allows(
    asker: ModelClient, asked: list[ModelRequest], left: float | None, expected: float
) -> None:
    task = asking("en", ModelPolicy(usd_a_turn=0.03)).changed(usd_left=left)
    found = intent_model.asked(task, intent(), asker)
    assert {request.budget_usd for request in asked} == ({expected} if expected else set())
    assert (found.cost_usd > 0) == bool(expected)
