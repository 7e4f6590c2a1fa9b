"""The encoder on Bedrock, as far as it can be known without an account."""

import io
import json
from typing import Any

import numpy as np
import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber

from contracts.errors import Unavailable
from encoder.bedrock import MODEL_ID, BedrockEncoder
from encoder.factory import encoder_for


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> tuple[BedrockEncoder, Stubber]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "unit")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "unit")
    encoder = BedrockEncoder("us-east-1")
    stubber = Stubber(encoder._model.client)
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

    monkeypatch.setattr(encoder._model.client, "invoke_model", lost)
    with pytest.raises(Unavailable, match="bedrock did not answer"):
        encoder.questions(["hello"])


def test_it_is_chosen_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "unit")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "unit")
    encoder_for.cache_clear()
    assert encoder_for("bedrock", "us-east-1").name == MODEL_ID
    encoder_for.cache_clear()
