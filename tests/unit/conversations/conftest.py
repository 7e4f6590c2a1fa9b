"""The real agents over the small index, loaded once: what they keep of a turn they are handed."""

from datetime import date
from typing import Final

import pytest

from agents import personalization
from contracts.turn import AgentName
from encoder.local import LocalEncoder
from graph.in_process import InProcessDispatch, load_agents
from knowledge.index import Index
from knowledge.library import FixedLibrary
from store.customers import find_customer

TODAY: Final = date(2026, 11, 27)
"""A day on which the demo's customers have their appointments before them."""


@pytest.fixture(scope="session")
def dispatch(encoder: LocalEncoder, index: Index) -> InProcessDispatch:
    agents = load_agents(encoder, FixedLibrary(index), find_customer)
    agents[AgentName.PERSONALIZATION] = personalization.load(find_customer, today=lambda: TODAY)
    return InProcessDispatch(agents)
