"""Whatever a reranker does, an order or one of our errors comes, in time, and is metered."""

from typing import Any, Final

import pytest

from contracts.deadline import time_left, within
from contracts.errors import ConfigurationError
from infra.bedrock.server import BedrockServer
from models.breaker import Breakers, BreakersHere
from models.errors import EMPTY, HURRIED, LEFT_ALONE, MALFORMED, NO_TIME, TIMED_OUT, ModelFailed
from models.metering import Call
from models.places import place_of_reranker
from models.rerank import RerankClient, RerankRequest, bedrock_invocations
from tests.unit.bedrock import Scripted

AMAZON: Final = "amazon.rerank-v1:0"
COHERE: Final = "cohere.rerank-v3-5:0"
REQUEST: Final = RerankRequest(
    purpose="knowledge",
    question="tyre pressure",
    documents=("Opening hours of the workshop", "Tyre pressure: check it cold", "Tyres"),
    turn_id="t1",
)


def results(*places: int) -> dict[str, Any]:
    """An answer's body: these places, each less relevant than the one before."""
    return {"results": [{"index": place, "relevance_score": 1 / (rank + 1)} for rank, place in enumerate(places)]}


@pytest.fixture
def metered() -> list[Call]:
    return []


def reranker(metered: list[Call], model: str = COHERE, breakers: BreakersHere | None = None) -> RerankClient:
    place = place_of_reranker(model, "eu-west-1")
    return RerankClient(
        place,
        bedrock_invocations(place.region),
        Breakers(breakers or BreakersHere()),
        lambda request, call: metered.append(call),
    )


@pytest.mark.parametrize(("model", "price"), [(AMAZON, 0.001), (COHERE, 0.002)])
def test_documents_come_in_order_for_the_price_of_one_search(
    double: BedrockServer, metered: list[Call], model: str, price: float
) -> None:
    found = reranker(metered, model).rerank(REQUEST)
    assert (found.order, found.model) == ((1, 2, 0), model)
    assert (found.spent.cost_usd, found.spent.estimated) == (price, False)
    [call] = metered
    assert (call.outcome, call.usage.search_units, call.cost_usd) == ("answered", 1, price)
    [asked] = double.log.all()
    assert (asked["region"], asked["model"]) == ("eu-central-1", model)


def test_documents_that_an_answer_leaves_out_come_last(
    double: BedrockServer, scripted: Scripted, metered: list[Call]
) -> None:
    scripted({"then": {"body": results(2, 2)}})
    assert reranker(metered).rerank(REQUEST).order == (2, 0, 1)


@pytest.mark.parametrize(
    ("then", "code", "price"),
    [
        ({"error": "ThrottlingException"}, "ThrottlingException", 0),
        ({"error": "AccessDeniedException"}, "AccessDeniedException", 0),
        ({"status": 502}, "502", 0),
        ({"body": {"results": []}}, EMPTY, 0.002),
        ({"body": {"message": "hello"}}, MALFORMED, 0.002),
        ({"body": results(3)}, MALFORMED, 0.002),
        ({"body": {"results": [{"index": -1, "relevance_score": 1}]}}, MALFORMED, 0.002),
        ({"body": {"results": [{"index": 0, "relevance_score": "high"}]}}, MALFORMED, 0.002),
        ({"silent_s": 30}, TIMED_OUT, 0.002),
    ],
)
def test_every_failure_is_named_metered_and_over_in_time(
    double: BedrockServer, scripted: Scripted, metered: list[Call], then: dict[str, Any], code: str, price: float
) -> None:
    scripted({"then": then})
    with within(5.0):
        with pytest.raises(ModelFailed) as failed:
            reranker(metered).rerank(REQUEST)
        assert time_left() > 0
    assert (failed.value.code, failed.value.spent.cost_usd) == (code, price)
    assert [(call.outcome, call.cost_usd) for call in metered] == [(code, price)]


def test_with_too_little_time_nothing_is_asked_and_with_little_the_reranker_is_not_blamed(
    double: BedrockServer, scripted: Scripted, metered: list[Call]
) -> None:
    scripted({"then": {"silent_s": 30}})
    breakers = BreakersHere()
    with within(0.5), pytest.raises(ModelFailed, match=NO_TIME):
        reranker(metered).rerank(REQUEST)
    assert (double.log.all(), metered) == ([], [])
    client = reranker(metered, breakers=breakers)
    for _ in range(4):
        with within(0.9), pytest.raises(ModelFailed, match=HURRIED):
            client.rerank(REQUEST)


def test_a_reranker_that_fails_again_and_again_is_left_alone(
    double: BedrockServer, scripted: Scripted, metered: list[Call]
) -> None:
    scripted({"then": {"error": "ServiceUnavailableException"}})
    client = reranker(metered)
    codes = list[str]()
    for _ in range(4):
        with pytest.raises(ModelFailed) as failed:
            client.rerank(REQUEST)
        codes.append(failed.value.code)
    assert codes == ["ServiceUnavailableException"] * 3 + [LEFT_ALONE]
    assert len(double.log.all()) == len(metered) == 3


@pytest.mark.parametrize(
    ("model", "region", "called"),
    [
        (COHERE, "eu-central-1", "eu-central-1"),
        (COHERE, "eu-west-3", "eu-central-1"),
        (AMAZON, "us-east-1", "us-west-2"),
        (COHERE, "us-west-2", "us-west-2"),
    ],
)
def test_a_reranker_is_called_in_the_same_part_of_the_world(model: str, region: str, called: str) -> None:
    assert place_of_reranker(model, region).region == called


@pytest.mark.parametrize(
    ("model", "region"), [(COHERE, "eu-west-2"), (AMAZON, "ap-northeast-1"), ("no.model", "us-west-2")]
)
def test_where_none_is_offered_nothing_leaves_the_country(model: str, region: str) -> None:
    with pytest.raises(ConfigurationError, match=f"RERANK_MODEL: {model} is offered neither in {region}"):
        place_of_reranker(model, region)


def test_a_request_says_what_the_models_want(double: BedrockServer, metered: list[Call]) -> None:
    for model in (AMAZON, COHERE):
        reranker(metered, model).rerank(REQUEST)
    amazon, cohere = (entry["body"] for entry in double.log.all())
    assert amazon == {"query": REQUEST.question, "documents": list(REQUEST.documents), "top_n": 3}
    assert cohere == {**amazon, "api_version": 2}
