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
INDEX_REFRESH_SECONDS: Final = 2.0
"""How often a warm knowledge function asks whether a newer index was published, seconds.

Short, since who drops a document tries it at once; it costs one small GET, and only while people ask."""

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
SHORT_SENTENCE_CHARS: Final = 12
"""A sentence shorter than this is read together with the next."""

# --- Understanding -----------------------------------------------------------------------------------------------
MIN_INTENT_CONFIDENCE: Final = 0.35
"""Below this probability the best intent is a guess, and the reply asks instead of answering."""
WORDLESS_CONFIDENCE: Final = 0.3
"""Most confidence in what emojis or numbers alone may mean; below `MIN_INTENT_CONFIDENCE`, so that the reply asks."""
ALTERNATIVE_INTENTS: Final = 3
"""Runners-up that an intent finding names."""
MIN_CLAUSE_CONFIDENCE: Final = 0.5
"""Probability from which one clause of a message counts as a request of its own."""
MIN_CLAUSE_WORDS: Final = 3
"""Words that both sides of an "and" need to be looked at as clauses."""
READ_CLAUSES: Final = 6
"""Most clauses of one message that are looked at."""
DANGER_THRESHOLD: Final = 0.2
"""Probability from which a sentence counts as safety-critical. Recall comes first: see decision 10.

At this value nine of ten alarms are right in cross-validation over the hardest sentences of `danger.yaml`, where every
third one is a danger."""
SUSPICION: Final = 0.1
"""Probability, judged by words alone, from which a sentence of a longer message is read by itself."""
SUSPICIOUS_SENTENCES: Final = 3
"""Most sentences of one message that are read by themselves, the most dangerous sounding ones."""
DANGER_KIND_SHARE: Final = 0.6
"""Share of the danger that its likeliest kind must have to be named. Below it the reply gives advice that is right for
any danger, since advice for the wrong one can do harm."""
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
"""Cosine between question and passage from which a passage answers, whatever the intent is."""
MIN_SIMILARITY: Final = 0.82
"""Least cosine between question and passage to answer, both in one language.

Of XQuAD's encyclopaedic questions against the demo handbook 95 % stay below 0.793; of the intents' own handbook
questions 90 % lie above 0.818."""
MIN_SIMILARITY_ACROSS_LANGUAGES: Final = 0.785
"""The same where they are in two: e5 cosines sit about 0.05 lower then.

Of the encyclopaedic questions in German and Spanish 95 % stay below 0.776; of the handbook questions 90 % lie above
0.788 (German) and 0.796 (Spanish), all over English pages."""
KEPT_VERSIONS: Final = 5
"""Published indexes that one can go back to, the one in use counted."""
NEW_PASSAGES_PER_RUN: Final = 2_000
"""Passages that one ingestion encodes; the next one goes on from there.

Encoding takes some 0.1 s a passage on one processor, so this takes about four minutes; a function may run for 15."""
READING_SECONDS: Final = 240.0
"""After this long an ingestion reads no further document, and indexes what it has, seconds."""
CHUNK_CHARS: Final = 900
"""Longest passage, characters; longer sections are split between paragraphs."""
ANSWER_CHARS: Final = 420
"""Longest extractive answer, characters, cut between sentences."""

# --- Queues ------------------------------------------------------------------------------------------------------
FALLBACK_QUEUE: Final = "customer_care"
"""Takes what no other queue owns."""
PRIORITY_BY_URGENCY: Final = ((0.8, 2), (0.5, 3), (0.2, 4))
"""(least urgency, priority); below the last one priority is 5. Priority 1 is for emergencies."""

# --- Languages ---------------------------------------------------------------------------------------------------
SERVED_LANGUAGES: Final = ("en", "de", "fr", "es")
"""Languages that customers are answered in, ISO 639-1."""
DEFAULT_LANGUAGE: Final = "en"
"""Where a language is unknown."""

# --- Conversation ------------------------------------------------------------------------------------------------
GREETING_SUGGESTIONS: Final = ("book_service", "warning_light", "charging")
"""Intents offered when a conversation starts."""
