"""Embeddings, reranking, and counting of tokens."""

import json
from typing import Any

import numpy as np
import pytest
from botocore.exceptions import ClientError
from langchain_aws import BedrockEmbeddings

from infra.bedrock.policy import COHERE_EMBEDDING, EMBEDDING
from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import MODEL, asking, say


def invoke(client: Any, model: str, **body: Any) -> Any:
    return json.loads(client.invoke_model(modelId=model, body=json.dumps(body))["body"].read())


@pytest.mark.parametrize("dimensions", [256, 512, 1024])
def test_a_vector_has_length_one_in_the_dimensions_that_were_asked(client: Any, dimensions: int) -> None:
    answer = invoke(client, EMBEDDING, inputText="Check the tyres", dimensions=dimensions)
    assert len(answer["embedding"]) == dimensions
    assert np.linalg.norm(answer["embedding"]) == pytest.approx(1)
    assert answer["embeddingsByType"]["float"] == answer["embedding"]
    assert answer["inputTextTokenCount"] == 4


def test_texts_that_share_words_are_alike_and_the_same_text_is_the_same() -> None:
    model = BedrockEmbeddings(model_id=EMBEDDING, region_name="eu-central-1", normalize=True)
    texts = ["How do I check the tyres?", "checking tyres", "Wann öffnet die Werkstatt?"]
    one, alike, other = np.asarray(model.embed_documents(texts))
    assert one @ alike > 2 * (one @ other)
    assert model.embed_query(texts[0]) == one.tolist()


@pytest.mark.parametrize(
    "body", [{}, {"inputText": ""}, {"inputText": "x" * 50_001}, {"inputText": "x", "dimensions": 7}]
)
def test_what_titan_does_not_take_is_refused(client: Any, body: dict[str, Any]) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        invoke(client, EMBEDDING, **body)


@pytest.mark.parametrize("model", [COHERE_EMBEDDING, f"eu.{COHERE_EMBEDDING}"])
def test_cohere_gives_a_vector_for_each_text_in_the_types_that_were_asked(client: Any, model: str) -> None:
    texts = ["Check the tyres", "Reifen"]
    answer = invoke(client, model, texts=texts, input_type="search_query", output_dimension=256)
    assert (answer["response_type"], answer["texts"]) == ("embeddings_floats", texts)
    assert [np.linalg.norm(vector) for vector in answer["embeddings"]] == pytest.approx([1, 1])
    typed = invoke(client, model, texts=texts, input_type="search_query", embedding_types=["float", "int8"])
    assert typed["response_type"] == "embeddings_by_type"
    floats, small = (np.array(typed["embeddings"][kind]) for kind in ("float", "int8"))
    assert floats.shape == small.shape == (2, 1536)
    assert np.abs(floats - small / 127).max() < 0.005


@pytest.mark.parametrize(
    "wrong",
    [
        {"texts": []},
        {"texts": "x"},
        {"texts": ["x"] * 97},
        {"texts": [1]},
        {"input_type": None},
        {"input_type": "query"},
        {"output_dimension": 384},
        {"embedding_types": ["float16"]},
        {"truncate": "END"},
    ],
)
def test_what_cohere_does_not_take_is_refused(client: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        invoke(client, COHERE_EMBEDDING, **({"texts": ["x"], "input_type": "search_query"} | wrong))


@pytest.mark.parametrize(
    ("model", "version"), [("amazon.rerank-v1:0", {}), ("cohere.rerank-v3-5:0", {"api_version": 2})]
)
def test_documents_are_ordered_by_what_they_share_with_the_query(client: Any, model: str, version: Any) -> None:
    documents = ["Opening hours of the workshop", "Tyre pressure: check tyres when cold", {"text": "tyres"}]
    ranked = invoke(client, model, query="check tyre pressure", documents=documents, top_n=2, **version)["results"]
    assert [one["index"] for one in ranked] == [1, 2]
    assert 1 >= ranked[0]["relevance_score"] > ranked[1]["relevance_score"] > 0


@pytest.mark.parametrize(
    ("model", "body"),
    [
        ("amazon.rerank-v1:0", {"query": "x", "documents": []}),
        ("amazon.rerank-v1:0", {"documents": ["x"]}),
        ("cohere.rerank-v3-5:0", {"query": "x", "documents": ["x"]}),
        (MODEL, {"prompt": "x"}),
    ],
)
def test_what_cannot_be_ranked_is_refused(client: Any, model: str, body: dict[str, Any]) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        invoke(client, model, **body)


def test_a_script_gives_the_whole_body_of_an_answer(double: BedrockServer, client: Any) -> None:
    say(double, {"body": {"embedding": []}}, operation="InvokeModel")
    assert invoke(client, EMBEDDING, inputText="x") == {"embedding": []}


def test_tokens_are_counted_as_they_are_charged(client: Any) -> None:
    request = asking("12345678", system=[{"text": "1234"}])
    conversation = {"messages": request["messages"], "system": request["system"]}
    assert client.count_tokens(modelId=MODEL, input={"converse": conversation})["inputTokens"] == 3
    assert client.converse(**request)["usage"]["inputTokens"] == 3
    assert client.count_tokens(modelId=MODEL, input={"invokeModel": {"body": b"12345"}})["inputTokens"] == 2
