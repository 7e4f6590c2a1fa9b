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
MODEL_BUDGET_SECONDS: Final[Mapping[str, float]] = MappingProxyType(
    {**AGENT_BUDGET_SECONDS, "intent": 2.5, "sentiment": 2.5, "understand": 1.8, "response": 5.0}
)
"""The same where agents may ask a model. A small model says what a message means in 0.5 to 1.2 s and writes a reply in
1 to 3 s; a second one has to fit in where the first fails. What is not there by then the fast path has answered."""
SEARCH_AGAIN_SECONDS: Final = 0.3
"""With less time left than this nothing is searched a second time; a search takes some 60 ms."""
UNDERSTANDING_TOKENS: Final = 400
"""Most tokens of a model's word on a message, what is wanted and the mood together: some 170 are usual."""
