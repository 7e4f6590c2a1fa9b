"""Every number that is policy, once: limits, time budgets, thresholds and retention, each with its unit.

Change behaviour here, not where it is used. Routing's table of rules is data of its own: `agents/routing/policy.json`.
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
TRANSCRIPT_PAGE: Final = 100
"""Turns in one page of a transcript."""

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
RETRY_WAIT_SECONDS: Final = 8.0
"""How long a repeated `client_turn_id` waits for the reply of its first try, seconds."""
RETRY_POLL_SECONDS: Final = 0.05
ATTEMPT_LEASE_SECONDS: Final = 20
"""After this long without a reply the first try counts as dead, and a retry takes the turn over, seconds.

Longer than the supervisor function may run (15 s), so that two tries never run side by side."""
INDEX_REFRESH_SECONDS: Final = 5.0
"""How often a warm knowledge function asks whether a newer index was published, seconds."""

# --- Sessions and retention --------------------------------------------------------------------------------------
CONVERSATION_TOKEN_HOURS: Final = 24
"""Life of a conversation token, hours."""
CONVERSATION_RETENTION_DAYS: Final = 30
"""Days after which a conversation and its session expire (DynamoDB time to live)."""
SESSION_WRITE_TRIES: Final = 3
"""Tries to write a session whose version moved on meanwhile."""

# --- Encoding ----------------------------------------------------------------------------------------------------
WINDOW_CHARS: Final = 400
"""Longest stretch of text that becomes one vector, characters."""
ENCODED_WINDOWS: Final = 3
"""Most windows of one message that are encoded: the first ones and the last."""

# --- Understanding -----------------------------------------------------------------------------------------------
MIN_INTENT_CONFIDENCE: Final = 0.35
"""Below this probability the best intent is a guess, and the reply asks instead of answering."""
ALTERNATIVE_INTENTS: Final = 3
"""Runners-up that an intent finding names."""
DANGER_THRESHOLD: Final = 0.5
"""Probability from which a message counts as safety-critical. Recall comes first: see the decision record."""
DANGER_KIND_SHARE: Final = 0.5
"""Probability from which the kind of danger is named. Below it the reply gives advice that is right for any danger,
since advice for the wrong one can do harm."""
ANGRY_SCORE: Final = -0.5
"""Sentiment score at or below which a turn counts as angry."""
ANGRY_TURNS: Final = 2
"""Angry turns in a row after which a person takes over."""

# --- Knowledge ---------------------------------------------------------------------------------------------------
PASSAGES_PER_TURN: Final = 4
LEXICAL_WEIGHT: Final = 0.25
"""What covering every word of the question is worth, against a cosine of 1.

Chosen on the development part of XQuAD (see decision 9), where nDCG@10 is flat from 0.15 to 0.3."""
RELATED_PASSAGE_GAP: Final = 0.08
"""A second page is pointed to if its passage scores at most this much less than the first."""
SURE_PASSAGE_SIMILARITY: Final = 0.88
"""Cosine between question and passage from which a passage answers in any case."""
MIN_PASSAGE_LEAD: Final = 0.058
"""How far the best passage's cosine must lead the average over all passages to answer.

e5 cosines crowd between 0.75 and 0.95, and sit lower across languages; the lead is steadier than the cosine. Both
figures reject 9 of 10 questions from CLINC150's out-of-scope part of the demo knowledge base."""
CHUNK_CHARS: Final = 900
"""Longest passage, characters; longer sections are split between paragraphs."""
ANSWER_CHARS: Final = 420
"""Longest extractive answer, characters, cut between sentences."""

# --- Queues ------------------------------------------------------------------------------------------------------
FALLBACK_QUEUE: Final = "customer_care"
"""Takes what no other queue owns."""
PRIORITY_BY_URGENCY: Final = ((0.8, 2), (0.5, 3), (0.2, 4))
"""(least urgency, priority); below the last one priority is 5. Priority 1 is for emergencies."""

# --- Conversation ------------------------------------------------------------------------------------------------
GREETING_SUGGESTIONS: Final = ("book_service", "warning_light", "charging")
"""Intents offered when a conversation starts."""
