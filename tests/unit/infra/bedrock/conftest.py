"""A running double and a client of it. The wire is what is tested here, so sockets to this machine are open."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_socket

from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import client_of

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open the network that is closed for all other unit tests."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(autouse=True)
def _this_machine_alone() -> None:
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture
def double() -> Iterator[BedrockServer]:
    with BedrockServer(0) as server:
        yield server


@pytest.fixture
def client(double: BedrockServer) -> Iterator[Any]:
    client = client_of(double)
    yield client
    client.close()


@pytest.fixture(autouse=True)
def _a_working_environment(monkeypatch: pytest.MonkeyPatch, double: BedrockServer) -> None:
    """What a function has in its environment."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", double.address)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
