"""The encoder on Bedrock, as far as it can be known without an account."""

import io
import json
from typing import Any

import numpy as np
import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber

from contracts.errors import ConfigurationError, Unavailable
from encoder.bedrock import COHERE, TITAN, BedrockEncoder, cohere_in
from encoder.factory import EncoderChoice, encoder_for
from knowledge.follow_up import follow_up_head


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> tuple[BedrockEncoder, Stubber]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "unit")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "unit")
    encoder = BedrockEncoder(TITAN, "us-east-1")
    stubber = Stubber(encoder._questions.client)
    stubber.activate()
    return encoder, stubber


def test_a_text_becomes_a_vector_of_the_model(stubbed: tuple[BedrockEncoder, Stubber]) -> None:
    encoder, stubber = stubbed
    vector = [0.6, 0.8] + [0.0] * 1022
    body: Any = io.BytesIO(json.dumps({"embedding": vector}).encode())
    stubber.add_response("invoke_model", {"body": body, "contentType": "application/json"})
    np.testing.assert_allclose(encoder.questions(["hello"]), np.array([vector], dtype=np.float32), atol=1e-6)


@pytest.mark.parametrize("code", ["AccessDeniedException", "ThrottlingException"])
def test_a_refusal_is_unavailable_with_the_code_of_aws(stubbed: tuple[BedrockEncoder, Stubber], code: str) -> None:
    encoder, stubber = stubbed
    stubber.add_client_error("invoke_model", code, "arn:aws:sts::123456789012:assumed-role/private")
    with pytest.raises(Unavailable) as caught:
        encoder.passages(["hello"])
    assert (caught.value.dependency, caught.value.code) == ("bedrock", code)
    assert "123456789012" not in str(caught.value)


def test_a_lost_connection_is_unavailable(
    stubbed: tuple[BedrockEncoder, Stubber], monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder, _ = stubbed

    def lost(**arguments: Any) -> None:
        raise EndpointConnectionError(endpoint_url="https://bedrock")

    monkeypatch.setattr(encoder._questions.client, "invoke_model", lost)
    with pytest.raises(Unavailable, match="bedrock did not answer"):
        encoder.questions(["hello"])


@pytest.mark.parametrize(("choice", "name"), [("bedrock", TITAN.name), ("cohere", COHERE.name)])
def test_it_is_chosen_by_name(monkeypatch: pytest.MonkeyPatch, choice: EncoderChoice, name: str) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "unit")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "unit")
    encoder_for.cache_clear()
    assert encoder_for(choice, "us-east-1").name == name
    encoder_for.cache_clear()


@pytest.mark.parametrize(
    ("region", "called"),
    [("us-west-2", f"us.{COHERE.name}"), ("eu-west-1", f"eu.{COHERE.name}"), ("eu-south-1", f"eu.{COHERE.name}")],
)
def test_cohere_is_called_by_the_profile_that_keeps_a_request_at_home(
    monkeypatch: pytest.MonkeyPatch, region: str, called: str
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "unit")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "unit")
    encoder = cohere_in(region)
    assert (encoder._questions.model_id, encoder._passages.model_id, encoder.name) == (called, called, COHERE.name)


@pytest.mark.parametrize("region", ["eu-west-2", "ap-northeast-1"])
def test_where_cohere_would_take_what_is_said_out_of_its_country_it_is_not_offered(region: str) -> None:
    with pytest.raises(ConfigurationError, match=f"not offered in {region}"):
        cohere_in(region)


def test_without_heads_for_it_an_agent_names_the_training_that_is_missing() -> None:
    with pytest.raises(ConfigurationError, match=r"cohere\.embed-v4-0/follow_up\.npz is missing.*training follow_up"):
        follow_up_head(COHERE.name)
