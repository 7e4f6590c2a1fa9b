"""A double whose conversations an OpenAI-compatible server answers."""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.bedrock.openai.model import OpenAiModel
from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import client_of
from tests.unit.infra.bedrock.openai.chat_server import ChatServer, running


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with running() as server:
        yield server


@pytest.fixture
def double(chat: ChatServer) -> Iterator[BedrockServer]:
    with BedrockServer(0, source=OpenAiModel(chat.address)) as server:
        yield server


@pytest.fixture
def client(double: BedrockServer) -> Iterator[Any]:
    client = client_of(double)
    yield client
    client.close()
