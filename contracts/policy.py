"""Every number that is policy, once: limits, time budgets, thresholds and retention, each with its unit.

Change behaviour here, not where it is used. Numbers that mean something inside one algorithm only stay with it, and
routing's table of rules is data of its own: `agents/routing/rules.json`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# --- Limits of a request -----------------------------------------------------------------------------------------
MAX_BODY_BYTES: Final = 32 * 1024
"""Largest accepted request body, bytes. A turn is text; API Gateway itself takes up to 10 MB."""
MAX_TEXT_CHARS: Final = 4_000
"""Longest accepted message, characters."""
MAX_CLIENT_TURN_ID_CHARS: Final = 64
PREFLIGHT_SECONDS: Final = 600
"""How long a browser may remember which requests of another site are allowed (`Access-Control-Max-Age`), seconds."""

# --- Time --------------------------------------------------------------------------------------------------------
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
RETRY_WAIT_SECONDS: Final = 8.0
"""How long a repeated `client_turn_id` waits for the reply of its first try, seconds."""
RETRY_POLL_SECONDS: Final = 0.05
# --- Sessions and retention --------------------------------------------------------------------------------------
CONVERSATION_TOKEN_HOURS: Final = 24
"""Life of a conversation token, hours."""
SESSION_WRITE_TRIES: Final = 3
"""Tries to write a session whose version moved on meanwhile."""
TRANSACTION_TRIES: Final = 5
"""Tries of one transaction while others write the same items at the same instant."""
TRANSACTION_PAUSE_SECONDS: Final = 0.02
"""Pause before the second try, seconds; each further pause is longer by as much."""

# --- Understanding -----------------------------------------------------------------------------------------------
ANGRY_SCORE: Final = -0.65
"""Sentiment score at or below which a turn counts as angry.

Tweets taught it, and people name a fault in words that tweets use in anger: of 320 synthetic handbook questions 17 %
are at or below -0.5, and 7 % here. Of 25 synthetic angry sentences 16 are, and 15 here."""
# --- Knowledge ---------------------------------------------------------------------------------------------------
PASSAGES_PER_TURN: Final = 4
# --- Routing -----------------------------------------------------------------------------------------------------
CERTAIN_INTENT_CONFIDENCE: Final = 0.8
"""Probability from which the best intent stands, whatever else was found."""
FALLBACK_QUEUE: Final = "customer_care"
"""Takes what no other queue owns."""
CANDIDATE_REFRESH_SECONDS: Final = 60.0
"""How often a warm supervisor reads the candidate of the routing policy anew, seconds."""

# --- Conversation ------------------------------------------------------------------------------------------------
GREETING_SUGGESTIONS: Final = ("book_service", "warning_light", "charging")
"""Intents offered when a conversation starts."""
