"""What this project relies on of Bedrock: tried on the double, and on the real one with `BEDROCK=aws` and credentials.

With `AWS_REGION` and `BEDROCK=aws` set it costs a fraction of a cent; `CURBSIDE_CONTRACT_MODEL` names another model.
"""

import json
import os
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

import boto3
import numpy as np
import pytest
from botocore.config import Config
from langchain_aws import ChatBedrockConverse
from pydantic import BaseModel

from encoder.bedrock import COHERE, TITAN
from infra.bedrock.server import BedrockServer
from models.catalogue.chain import offers_for
from models.catalogue.read import model_named
from models.places import place_of_reranker
from models.rerank import RerankRequest, order_told, rerank_arguments

REGION: Final = os.environ.get("AWS_REGION", "us-east-1")
MODEL: Final = os.environ.get("CURBSIDE_CONTRACT_MODEL", "us.anthropic.claude-haiku-4-5-20251001-v1:0")
ASKED: Final = [{"role": "user", "content": [{"text": "Name one colour, in one word."}]}]
TOOL: Final = {
    "toolSpec": {
        "name": "note_colour",
        "description": "Notes one colour.",
        "inputSchema": {
            "json": {
                "type": "object",
                "properties": {"colour": {"type": "string", "enum": ["red", "blue"]}},
                "required": ["colour"],
            }
        },
    }
}
FORCED: Final = {"tools": [TOOL], "toolChoice": {"tool": {"name": "note_colour"}}}
MADE_UP: Final = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
CONFIG: Final = Config(retries={"total_max_attempts": 3}, read_timeout=60)


@pytest.fixture(scope="module", params=["double", "aws"])
def client(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A client of one of the two."""
    if request.param == "double":
        with BedrockServer(0) as double, closing(_client(endpoint_url=double.address, **MADE_UP)) as client:
            yield client
        return
    if os.environ.get("BEDROCK") != "aws":
        pytest.skip("the real Bedrock is asked only with BEDROCK=aws")
    if boto3.Session().get_credentials() is None:
        pytest.skip("BEDROCK=aws, but there are no AWS credentials")
    with closing(_client()) as client:
        yield client


def _client(**further: Any) -> Any:
    return boto3.client("bedrock-runtime", region_name=REGION, config=CONFIG, **further)


def events(client: Any, **request: Any) -> list[tuple[str, Any]]:
    with closing(client.converse_stream(modelId=MODEL, messages=ASKED, **request)["stream"]) as stream:
        return [one for event in stream for one in event.items()]


def test_an_answer_has_text_a_reason_to_stop_and_its_usage(client: Any) -> None:
    answer = client.converse(modelId=MODEL, messages=ASKED, inferenceConfig={"maxTokens": 50})
    assert answer["output"]["message"]["role"] == "assistant"
    assert answer["output"]["message"]["content"][0]["text"]
    assert answer["stopReason"] == "end_turn"
    usage = answer["usage"]
    assert usage["inputTokens"] > 0
    assert usage["outputTokens"] > 0
    assert usage["totalTokens"] >= usage["inputTokens"] + usage["outputTokens"]
    assert answer["metrics"]["latencyMs"] >= 0


def test_a_stream_has_its_events_in_order(client: Any) -> None:
    heard = events(client, inferenceConfig={"maxTokens": 50})
    names = [name for name, _ in heard]
    assert names[0] == "messageStart"
    assert names[-3:] == ["contentBlockStop", "messageStop", "metadata"]
    assert set(names[1:-3]) <= {"contentBlockStart", "contentBlockDelta"}
    assert dict(heard)["metadata"]["usage"]["outputTokens"] > 0
    assert dict(heard)["messageStop"]["stopReason"] == "end_turn"


def test_an_answer_stops_at_the_most_tokens(client: Any) -> None:
    answer = client.converse(modelId=MODEL, messages=ASKED, inferenceConfig={"maxTokens": 1})
    assert (answer["stopReason"], answer["usage"]["outputTokens"]) == ("max_tokens", 1)


def test_a_forced_tool_is_called_whole_and_streamed(client: Any) -> None:
    answer = client.converse(modelId=MODEL, messages=ASKED, toolConfig=FORCED)
    (call,) = (block["toolUse"] for block in answer["output"]["message"]["content"] if "toolUse" in block)
    assert call["name"] == "note_colour"
    assert call["input"]["colour"] in ("red", "blue")
    assert answer["stopReason"] == "tool_use"
    heard = events(client, toolConfig=FORCED)
    start = next(content for name, content in heard if name == "contentBlockStart")
    assert start["start"]["toolUse"]["name"] == "note_colour"
    parts = [content["delta"] for name, content in heard if name == "contentBlockDelta"]
    arguments = "".join(part["toolUse"]["input"] for part in parts if "toolUse" in part)
    assert json.loads(arguments)["colour"] in ("red", "blue")


class Colour(BaseModel):
    """A colour."""

    name: str


def test_langchain_gets_structured_output(client: Any) -> None:
    model = ChatBedrockConverse(model_id=MODEL, client=client, bedrock_client=client, max_tokens=100)
    assert isinstance(model.with_structured_output(Colour).invoke("Name one colour."), Colour)


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"modelId": "made.up-model", "messages": ASKED}, "model identifier is invalid"),
        ({"modelId": MODEL, "messages": [{"role": "user", "content": [{"text": " "}]}]}, "blank"),
        ({"modelId": MODEL, "messages": [*ASKED, *ASKED]}, "alternate"),
        ({"modelId": MODEL, "messages": [{"role": "assistant", "content": [{"text": "x"}]}]}, "user message"),
    ],
)
def test_a_wrong_request_is_a_validation_exception(client: Any, request_: dict[str, Any], said: str) -> None:
    with pytest.raises(client.exceptions.ValidationException, match=said):
        client.converse(**request_)


def test_a_choice_of_a_tool_that_is_not_offered_is_refused(client: Any) -> None:
    choice = {"tools": [TOOL], "toolChoice": {"tool": {"name": "sell"}}}
    with pytest.raises(client.exceptions.ValidationException):
        client.converse(modelId=MODEL, messages=ASKED, toolConfig=choice)


@pytest.mark.parametrize("dimensions", [256, 1024])
def test_embeddings_have_length_one(client: Any, dimensions: int) -> None:
    body = json.dumps({"inputText": "How do I check the tyres?", "dimensions": dimensions, "normalize": True})
    found = json.loads(client.invoke_model(modelId=TITAN.name, body=body)["body"].read())
    assert len(found["embedding"]) == dimensions
    assert np.linalg.norm(found["embedding"]) == pytest.approx(1, abs=1e-3)
    assert found["inputTextTokenCount"] > 0


@pytest.mark.parametrize("told", [COHERE.questions, COHERE.passages], ids=["questions", "passages"])
def test_cohere_gives_a_vector_for_each_text_in_the_dimensions_that_were_asked(client: Any, told: Any) -> None:
    body = json.dumps({"texts": ["How do I check the tyres?", "Reifen"], "output_dimension": 1024, **told})
    called = next(offers_for(model_named("cohere-embed-4"), REGION)).id
    found = json.loads(client.invoke_model(modelId=called, body=body)["body"].read())
    assert [len(vector) for vector in found["embeddings"]["float"]] == [1024, 1024]


def test_a_reranker_tells_places_with_their_relevance(client: Any) -> None:
    place = place_of_reranker("cohere.rerank-v3-5:0", REGION)
    if place.region != REGION:
        pytest.skip(f"{REGION} has no reranker of its own")
    request = RerankRequest(purpose="test", question="tyre pressure", documents=("Opening hours", "Check the tyres"))
    answer = client.invoke_model(**rerank_arguments(request, place.served.offer.id))["body"].read()
    assert order_told(answer, 2) == (1, 0)
