"""The Bedrock encoder over the protocol it will speak: HTTP, with a server that answers as Bedrock does."""

import json
from collections.abc import Iterator

import numpy as np
import pytest

from contracts.errors import Unavailable
from encoder.bedrock import MODEL_ID, BedrockEncoder
from encoder.factory import encoder_for
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


def test_each_text_is_sent_to_the_model_in_a_signed_request_of_its_own(bedrock: BedrockServer) -> None:
    BedrockEncoder("eu-central-1").questions(["How do I charge?", "Wo lade ich?"])
    asked = bedrock.log.all()
    assert sorted(one["body"]["inputText"] for one in asked) == ["How do I charge?", "Wo lade ich?"]
    for one in asked:
        assert (one["operation"], one["model"], one["region"]) == ("InvokeModel", MODEL_ID, "eu-central-1")
        assert set(one["body"]) <= {"inputText", "dimensions", "normalize"}
        assert one["body"].get("dimensions", DIMENSIONS) == DIMENSIONS


def test_what_customers_say_is_sent_without_their_personal_data(bedrock: BedrockServer) -> None:
    said = "I am Anna Weber, call 0151 23456789 about WDB1240661F123456 or write to anna@example.org"
    encoder_for.cache_clear()
    encoder_for("bedrock", "us-east-1").questions([said])
    encoder_for.cache_clear()
    (asked,) = bedrock.log.all()
    assert asked["body"]["inputText"] == "I am <person-1>, call <phone-1> about <vin-1> or write to <email-1>"


@pytest.mark.parametrize("kind", ["questions", "passages"])
def test_texts_become_unit_vectors_in_their_order(bedrock: BedrockServer, kind: str) -> None:
    texts = ["short", "a longer one", "the longest of them all"]
    encode = getattr(BedrockEncoder("us-east-1"), kind)
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
        BedrockEncoder("us-east-1").questions(["How do I charge?"])
    assert caught.value.dependency == "bedrock"
    assert caught.value.code == code


def test_an_endpoint_that_nobody_answers_is_unavailable(
    bedrock: BedrockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:9")
    with pytest.raises(Unavailable) as caught:
        BedrockEncoder("us-east-1").questions(["How do I charge?"])
    assert caught.value.code
