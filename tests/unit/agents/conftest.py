"""The real agents, loaded once."""

import pytest

from agents import intent, sentiment
from agents.agent import Agent
from encoder.local import LocalEncoder
from tests.unit.bedrock import breakers, calls, client, double, scripted

__all__ = ["breakers", "calls", "client", "double", "scripted"]


@pytest.fixture(scope="session")
def intent_agent(encoder: LocalEncoder) -> Agent:
    return intent.load(encoder)


@pytest.fixture(scope="session")
def sentiment_agent(encoder: LocalEncoder) -> Agent:
    return sentiment.load(encoder)
