"""The numbers of a turn's graph: how long each step may take."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

AGENT_BUDGET_SECONDS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "encode": 1.0,
        "intent": 2.0,
        "sentiment": 2.0,
        "knowledge": 2.0,
        "personalization": 2.0,
        "routing": 1.0,
        "response": 1.5,
    }
)
"""Longest wait for each step of a turn, seconds. Past it the turn goes on without that step.

The fast path takes tens of milliseconds. The budgets leave room for a cold start, since a turn that knows nothing of a
danger is worse than one that comes a second late; together they stay well below the supervisor's 15 s."""
AGENT_CONNECT_SECONDS: Final = 1.0
"""Longest wait for a connection to the service that runs the agents' functions, seconds."""
AGENT_SLACK_SECONDS: Final = 0.5
"""How much longer than the longest budget a call to an agent's function may hold its thread, seconds."""
CANDIDATE_REFRESH_SECONDS: Final = 60.0
"""How often a warm supervisor reads the candidate of the routing policy anew, seconds."""
