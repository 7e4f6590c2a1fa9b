"""What the tests of calls to models share: the double, and a request."""

import pytest

from models.request import Message, ModelRequest
from tests.unit.bedrock import breakers, calls, client, double, scripted

__all__ = ["breakers", "calls", "client", "double", "scripted"]


@pytest.fixture
def request_() -> ModelRequest:
    return ModelRequest(
        purpose="response",
        prompt="test 1",
        system="Answer.",
        messages=(Message(author="user", text="What does the red lamp mean?"),),
        max_tokens=200,
    )
