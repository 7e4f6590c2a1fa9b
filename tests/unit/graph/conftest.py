"""Time budgets that fit tests."""

import pytest

import graph.graph
from contracts.policy import AGENT_BUDGET_SECONDS


@pytest.fixture
def short_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time is up for an agent after 60 ms; encoding keeps its own, since it is real."""
    budgets = dict.fromkeys(AGENT_BUDGET_SECONDS, 0.06) | {"encode": 5.0}
    monkeypatch.setattr(graph.graph, "AGENT_BUDGET_SECONDS", budgets)
