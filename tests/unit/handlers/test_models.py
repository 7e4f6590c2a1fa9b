"""The models that a function may ask, by its environment."""

import pytest

from contracts.errors import ConfigurationError
from handlers.environment import ModelsEnvironment, RerankEnvironment, ResponseEnvironment
from handlers.wiring.models import models
from handlers.wiring.rerank import reranker
from handlers.wiring.response import response_agent
from infra.bedrock.server import BedrockServer
from knowledge.reranking import AS_RANKED, Reranker
from models.request import Message, ModelRequest
from tests.unit.agents.response.writing import BEGINS, asking
from tests.unit.aws import drop_table, physical
from tests.unit.bedrock import Scripted, double, scripted
from tests.unit.builders import task
from tests.unit.knowledge.engine_behaviour import passage

__all__ = ["double", "scripted"]

TYRES, HORN = passage("tyres", "The tyres need 2.5 bar."), passage("horn", "Honk.")


def environment(regions: str = "", table: str = "") -> ModelsEnvironment:
    return ModelsEnvironment.model_validate(
        {"AWS_REGION": "us-east-1", "MODEL_REGIONS": regions, "MODELS_TABLE": table}
    )


def request() -> ModelRequest:
    message = Message(author="user", text="Hello?")
    return ModelRequest(purpose="test", prompt="test 1", system="Answer.", messages=(message,), max_tokens=10)


def test_a_deployment_without_regions_has_no_models() -> None:
    assert models(environment()) is None


def test_every_part_of_a_function_asks_by_the_same_client(double: BedrockServer) -> None:
    assert models(environment("us-east-1")) is models(environment("us-east-1"))


def test_regions_may_stand_apart_and_are_asked_in_their_order(double: BedrockServer, scripted: Scripted) -> None:
    client = models(environment("us-west-2, us-east-1"))
    assert client is not None
    scripted({"then": {"error": "AccessDeniedException"}, "times": 1}, {"then": {"text": "Hello."}})
    assert client.complete(request()).text == "Hello."
    assert [entry["region"] for entry in double.log.all()] == ["us-west-2", "us-east-1"]


def test_regions_of_two_parts_of_the_world_are_refused_at_the_start() -> None:
    with pytest.raises(ConfigurationError, match="MODEL_REGIONS"):
        models(environment("us-east-1,eu-west-1"))


def asking_a_reranker(model: str, region: str = "eu-west-1") -> Reranker:
    given = {"AWS_REGION": region, "RERANK_MODEL": model}
    return reranker(RerankEnvironment.model_validate(given))(task())


def test_a_deployment_without_a_reranker_has_the_order_of_the_search() -> None:
    assert asking_a_reranker("") is AS_RANKED


def test_a_reranker_is_asked_in_its_region_and_of_no_personal_data(double: BedrockServer) -> None:
    asked = asking_a_reranker("cohere.rerank-v3-5:0").order("I am anna.weber@example.com, what now?", [TYRES, HORN])
    assert asked is not None
    [entry] = double.log.all()
    assert (entry["region"], "anna" in str(entry["body"])) == ("eu-central-1", False)


def test_a_reranker_that_is_not_offered_near_is_refused_at_the_start() -> None:
    with pytest.raises(ConfigurationError, match="RERANK_MODEL"):
        asking_a_reranker("cohere.rerank-v3-5:0", "ap-northeast-1")


def test_a_table_of_breakers_that_is_gone_keeps_nobody_from_asking(
    tables: None, double: BedrockServer, scripted: Scripted
) -> None:
    drop_table("Models")
    client = models(environment("us-east-1", physical("Models")))
    assert client is not None
    scripted({"then": {"text": "Hello."}})
    assert client.complete(request()).text == "Hello."


@pytest.mark.parametrize(
    ("named", "region", "asked"),
    [("7oc32gvnd6eo:3", "us-east-1", True), ("", "us-east-1", False), ("7oc32gvnd6eo:3", "eu-south-2", False)],
)
def test_the_guardrail_of_the_environment_looks_at_messages_that_a_model_writes_about(
    double: BedrockServer, scripted: Scripted, named: str, region: str, *, asked: bool
) -> None:
    scripted({"when": {"operation": "ConverseStream"}, "then": {"text": BEGINS}})
    given = {"AWS_REGION": region, "MODEL_REGIONS": "us-east-1", "GUARDRAIL": named}
    response_agent(ResponseEnvironment.model_validate(given))(asking())
    looked = [entry for entry in double.log.all() if entry["operation"] == "ApplyGuardrail"]
    assert [entry["region"] for entry in looked] == ([region] if asked else [])
