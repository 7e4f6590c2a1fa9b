"""The Bedrock encoder over the protocol it will speak: HTTP, with a server that answers as Bedrock does."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from contracts.errors import Unavailable
from encoder.bedrock import TITAN, BedrockEncoder, cohere_in
from encoder.factory import EncoderChoice, encoder_for
from infra.bedrock.server import BedrockServer

DIMENSIONS = 1024


@pytest.fixture
def bedrock(monkeypatch: pytest.MonkeyPatch) -> Iterator[BedrockServer]:
    """A server to which boto3 sends what is meant for Bedrock."""
    with BedrockServer(0) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", server.address)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
        yield server


@pytest.mark.parametrize(("kind", "input_type"), [("questions", "search_query"), ("passages", "search_document")])
def test_cohere_is_told_what_texts_are_for_and_takes_many_at_once(
    bedrock: BedrockServer, kind: str, input_type: str
) -> None:
    texts = [f"text {number}" for number in range(100)]
    vectors = getattr(cohere_in("eu-central-1"), kind)(texts)
    assert vectors.shape == (100, DIMENSIONS)
    asked = bedrock.log.all()
    assert [one["body"]["texts"] for one in asked] == [texts[:96], texts[96:]]
    for one in asked:
        assert (one["model"], one["region"]) == ("eu.cohere.embed-v4:0", "eu-central-1")
        told = {name: one["body"][name] for name in one["body"] if name != "texts"}
        assert told == {"input_type": input_type, "embedding_types": ["float"], "output_dimension": DIMENSIONS}


@pytest.mark.parametrize(
    "body",
    [
        {"embeddings": {"float": [[0.1] * 8]}},
        {"embeddings": {"float": []}},
        {"embeddings": {"int8": [[1] * DIMENSIONS]}},
        {"message": "none"},
    ],
)
def test_an_answer_of_another_shape_is_an_outage(bedrock: BedrockServer, body: dict[str, Any]) -> None:
    bedrock.book.replace(json.dumps({"rules": [{"then": {"body": body}}]}))
    with pytest.raises(Unavailable, match="bedrock"):
        cohere_in("us-east-1").questions(["How do I charge?"])


def test_each_text_is_sent_to_the_model_in_a_signed_request_of_its_own(bedrock: BedrockServer) -> None:
    BedrockEncoder(TITAN, "eu-central-1").questions(["How do I charge?", "Wo lade ich?"])
    asked = bedrock.log.all()
    assert sorted(one["body"]["inputText"] for one in asked) == ["How do I charge?", "Wo lade ich?"]
    for one in asked:
        assert (one["operation"], one["model"], one["region"]) == ("InvokeModel", TITAN.name, "eu-central-1")
        assert set(one["body"]) <= {"inputText", "dimensions", "normalize"}
        assert one["body"].get("dimensions", DIMENSIONS) == DIMENSIONS


@pytest.mark.parametrize("choice", ["bedrock", "cohere"])
def test_what_customers_say_is_sent_without_their_personal_data(bedrock: BedrockServer, choice: EncoderChoice) -> None:
    said = "I am Anna Weber, call 0151 23456789 about WDB1240661F123456 or write to anna@example.org"
    encoder_for.cache_clear()
    encoder_for(choice, "us-east-1").questions([said])
    encoder_for.cache_clear()
    (asked,) = bedrock.log.all()
    sent = asked["body"].get("inputText") or asked["body"]["texts"][0]
    assert sent == "I am <person-1>, call <phone-1> about <vin-1> or write to <email-1>"


@pytest.mark.parametrize("kind", ["questions", "passages"])
@pytest.mark.parametrize(
    "encoder_in", [lambda region: BedrockEncoder(TITAN, region), cohere_in], ids=["titan", "cohere"]
)
def test_texts_become_unit_vectors_in_their_order(
    bedrock: BedrockServer, kind: str, encoder_in: Callable[[str], BedrockEncoder]
) -> None:
    texts = ["short", "a longer one", "the longest of them all"]
    encode = getattr(encoder_in("us-east-1"), kind)
    vectors = encode(texts)
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[2], encode(texts[2:])[0], atol=1e-6)


@pytest.mark.parametrize(
    "code",
    [
        "ThrottlingException",
        "AccessDeniedException",
        "ValidationException",
        "ModelErrorException",
        "InternalServerException",
    ],
)
def test_a_refusal_of_bedrock_keeps_its_code(bedrock: BedrockServer, code: str) -> None:
    bedrock.book.replace(json.dumps({"then": {"error": code}}))
    with pytest.raises(Unavailable) as caught:
        BedrockEncoder(TITAN, "us-east-1").questions(["How do I charge?"])
    assert caught.value.dependency == "bedrock"
    assert caught.value.code == code


def test_an_endpoint_that_nobody_answers_is_unavailable(
    bedrock: BedrockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:9")
    with pytest.raises(Unavailable) as caught:
        BedrockEncoder(TITAN, "us-east-1").questions(["How do I charge?"])
    assert caught.value.code
