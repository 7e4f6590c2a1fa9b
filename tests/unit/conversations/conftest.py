"""The real agents over the small index, loaded once: what they keep of a turn they are handed."""

import pytest

from encoder.local import LocalEncoder
from graph.in_process import InProcessDispatch, load_agents
from knowledge.index import Index
from knowledge.library import FixedLibrary
from store.customers import find_customer


@pytest.fixture(scope="session")
def dispatch(encoder: LocalEncoder, index: Index) -> InProcessDispatch:
    return InProcessDispatch(load_agents(encoder, FixedLibrary(index), find_customer))
