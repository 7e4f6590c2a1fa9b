"""The real agents, loaded once."""

import pytest

from agents import intent, sentiment
from agents.agent import Agent
from encoder.local import LocalEncoder


@pytest.fixture(scope="session")
def intent_agent(encoder: LocalEncoder) -> Agent:
    return intent.load(encoder)


@pytest.fixture(scope="session")
def sentiment_agent(encoder: LocalEncoder) -> Agent:
    return sentiment.load(encoder)
