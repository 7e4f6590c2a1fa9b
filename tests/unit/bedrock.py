"""A running double of Bedrock, and a client that asks it as functions do: fixtures for whatever asks a model.

A folder whose tests need them imports them in its conftest.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
import pytest_socket

from infra.bedrock.server import BedrockServer
from models.breaker import Breakers, BreakersHere
from models.client import ModelClient
from models.metering import Call, meter
from models.places import places_in
from models.request import ModelRequest
from models.stream import bedrock_streams

REGION: Final = "eu-central-1"
FIRST: Final = "claude-haiku-5-5"
"""Part of the id of the first model of the chain."""
SECOND: Final = "claude-haiku-4-5"
Scripted = Callable[..., None]


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> Iterator[BedrockServer]:
    """Opens the network that is closed for unit tests, to this machine alone; every test closes it again."""
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    with BedrockServer(0) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", server.address)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        yield server


@pytest.fixture
def scripted(double: BedrockServer) -> Scripted:
    """Set what the double does, a rule an argument: `{"when": ..., "then": ...}`."""

    def script(*rules: dict[str, Any]) -> None:
        double.book.replace(json.dumps({"rules": rules}))

    return script


@pytest.fixture
def breakers() -> BreakersHere:
    return BreakersHere()


@pytest.fixture
def calls() -> list[Call]:
    """Every call as it was metered."""
    return []


@pytest.fixture
def client(double: BedrockServer, breakers: BreakersHere, calls: list[Call]) -> ModelClient:
    def metered(request: ModelRequest, call: Call) -> None:
        calls.append(call)
        meter(request, call)

    return ModelClient(places_in([REGION]), {REGION: bedrock_streams(REGION)}, Breakers(breakers), metered)
