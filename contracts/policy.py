"""Every number that is policy, once: limits, time budgets, thresholds and retention, each with its unit.

Change behaviour here, not where it is used. Numbers that mean something inside one algorithm only stay with it, and
routing's table of rules is data of its own: `agents/routing/policy.json`.
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
DATABASE_CONNECT_SECONDS: Final = 1.0
DATABASE_READ_SECONDS: Final = 3.0
"""Longest waits for a connection to DynamoDB and for its answer, seconds."""
DATABASE_RETRIES: Final = 2
"""How often a request is repeated. Three tries at their longest take 12 s, less than the supervisor may run (15 s)."""
RETRY_WAIT_SECONDS: Final = 8.0
"""How long a repeated `client_turn_id` waits for the reply of its first try, seconds."""
RETRY_POLL_SECONDS: Final = 0.05
ATTEMPT_LEASE_SECONDS: Final = 20
"""After this long without a reply the first try counts as dead, and a retry takes the turn over, seconds.

Longer than the supervisor function may run (15 s), so that two tries never run side by side."""
PLAN_REFRESH_SECONDS: Final = 300.0
"""How long a service plan is kept before it is read again, seconds. Plans change once a year."""

# --- Sessions and retention --------------------------------------------------------------------------------------
CONVERSATION_TOKEN_HOURS: Final = 24
"""Life of a conversation token, hours."""
CONVERSATION_RETENTION_DAYS: Final = 30
"""Days after which a conversation and its session expire (DynamoDB time to live)."""
SESSION_WRITE_TRIES: Final = 3
"""Tries to write a session whose version moved on meanwhile."""
TRANSACTION_TRIES: Final = 5
"""Tries of one transaction while others write the same items at the same instant."""
TRANSACTION_PAUSE_SECONDS: Final = 0.02
"""Pause before the second try, seconds; each further pause is longer by as much."""

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
"""Probability from which one clause of a message counts as a request of its own; for a danger `MIN_INTENT_CONFIDENCE`
is enough."""
MIN_CLAUSE_WORDS: Final = 3
"""Words that both sides of an "and" need to be looked at as clauses."""
READ_CLAUSES: Final = 6
"""Most clauses of one message that are looked at."""
DANGER_THRESHOLD: Final = 0.2
"""Probability from which a sentence counts as safety-critical. Recall comes first: see decision 10.

At this value nine of ten alarms are right in cross-validation over the hardest sentences of `danger.yaml`, where more
than every second one is a danger."""
SUSPICION: Final = 0.1
"""Probability, judged by words alone, from which a sentence of a longer message is read by itself."""
SUSPICIOUS_SENTENCES: Final = 3
"""Most sentences of one message that are read by themselves, the most dangerous sounding ones."""
DANGER_KIND_SHARE: Final = 0.6
"""Share of the danger that its likeliest kind must have to be named. Below it the reply gives advice that is right for
any danger, since advice for the wrong one can do harm."""
ANGRY_SCORE: Final = -0.65
"""Sentiment score at or below which a turn counts as angry.

Tweets taught it, and people name a fault in words that tweets use in anger: of 320 synthetic handbook questions 17 %
are at or below -0.5, and 7 % here. Of 25 synthetic angry sentences 16 are, and 15 here."""
ANGRY_TURNS: Final = 2
"""Angry turns in a row after which a person takes over."""
SLOTS_OF_A_KIND: Final = 40
"""Slots of one type that are looked at in a message; no customer names more."""
MIN_BOOKING_NUMBER_CHARS: Final = 4
"""Letters and digits that a booking number has at least."""
MIN_UNNAMED_BOOKING_NUMBER_CHARS: Final = 5
"""The same where only "booking", and no word for a number, stands before it."""
MAX_BOOKING_NUMBER_CHARS: Final = 20
"""Letters and digits that a booking number has at most."""

# --- Knowledge ---------------------------------------------------------------------------------------------------
PASSAGES_PER_TURN: Final = 4
RELATED_PASSAGE_GAP: Final = 0.08
"""A second page is pointed to if its passage scores at most this much less than the first."""
SURE_PASSAGE_SIMILARITY: Final = 0.88
"""Cosine between question and passage from which a passage answers, whatever the intent is, both in one language.

Of CLINC150's 1,940 validation sentences out of scope 8 reach it against the demo handbook."""
SURE_PASSAGE_SIMILARITY_ACROSS_LANGUAGES: Final = 0.86
"""The same where they are in two. None of XQuAD's questions in German and Spanish is above 0.81 there."""
MIN_SIMILARITY: Final = 0.82
"""Least cosine between question and passage to answer, both in one language.

Of XQuAD's encyclopaedic questions against the demo handbook 95 % stay below 0.793; of the intents' own handbook
questions 90 % lie above 0.818."""
MIN_SIMILARITY_ACROSS_LANGUAGES: Final = 0.785
"""The same where they are in two: e5 cosines sit about 0.05 lower then.

Of the encyclopaedic questions in German and Spanish 95 % stay below 0.776; of the handbook questions 90 % lie above
0.788 (German) and 0.796 (Spanish), all over English pages."""
ANSWER_CHARS: Final = 420
"""Longest extractive answer, characters, cut between sentences."""

# --- Vehicles ----------------------------------------------------------------------------------------------------
AGREEMENT_NOTICE_DAYS: Final = 183
"""How long before its end a lease or finance agreement is named, days."""
MOST_VEHICLES: Final = 8
"""Vehicles of one customer whose recalls are read in one turn, the first ones: a fleet has too many for a chat."""
POSSIBLE_RECALLS: Final = 3
"""Possible recalls that are named for a vehicle, warnings and then the newest first; certain ones are all named."""
RECALL_TITLE_PARTS: Final = 2
"""Recalled parts that a title names."""
RECALL_TITLE_CHARS: Final = 120
"""Longest title of a recall that names no part, characters: its summary, cut between words."""
RECALL_WRITE_TRIES: Final = 8
"""Tries to write a batch of recalls while the table throttles."""
RECALL_WRITE_PAUSE_SECONDS: Final = 0.1
"""Pause before the second try, seconds; it doubles each time."""

# --- Personal data -----------------------------------------------------------------------------------------------
MIN_PERSONAL_PROBABILITY: Final = 0.35
"""A word is part of a name or address from this probability on. Below one half, since a miss costs more than a mask
too many."""
PHONE_REGIONS: Final[Mapping[str | None, tuple[str, ...]]] = MappingProxyType(
    {
        "de": ("DE", "AT", "CH"),
        "fr": ("FR", "BE", "CH"),
        "es": ("ES", "MX", "US"),
        "en": ("US", "GB", "IE"),
        None: ("DE", "FR", "ES", "GB", "US", "AT", "CH", "IT", "NL", "BE", "PL", "PT", "TR"),
    }
)
"""Countries whose national phone numbers are tried, first those of the message's language, then all of the last row."""
PHONE_HOME: Final[Mapping[str, str]] = MappingProxyType({"en": "GB", "de": "DE", "fr": "FR", "es": "ES"})
"""Country of a national number that is valid nowhere, such as one with a digit too few, by the message's language."""

# --- Routing -----------------------------------------------------------------------------------------------------
CERTAIN_INTENT_CONFIDENCE: Final = 0.8
"""Probability from which the best intent stands, whatever else was found."""
STALLED_TURNS: Final = 3
"""The turn, counted from the last one with progress, on which a person takes over if it brings none either."""
FALLBACK_QUEUE: Final = "customer_care"
"""Takes what no other queue owns."""
CANDIDATE_REFRESH_SECONDS: Final = 60.0
"""How often a warm supervisor reads the candidate of the routing policy anew, seconds."""
CANDIDATE_SECONDS: Final = 1.0
"""Longest waits for a connection to the candidate's bucket and for its answer, seconds. No turn waits for either."""
MAX_CANDIDATE_BYTES: Final = 1024 * 1024
"""Most that is read of a candidate, bytes, so that a wrong file cannot fill the memory. The policy in use has 8 kB."""
PRIORITY_BY_URGENCY: Final = ((0.8, 2), (0.5, 3), (0.2, 4))
"""(least urgency, priority); below the last one priority is 5. Priority 1 is for emergencies."""

# --- Languages ---------------------------------------------------------------------------------------------------
SERVED_LANGUAGES: Final = ("en", "de", "fr", "es")
"""Languages that customers are answered in, ISO 639-1."""
DEFAULT_LANGUAGE: Final = "en"
"""Where a language is unknown."""
SERVED_PRIOR: Final = 0.7
"""Share of first messages that are in a language we serve."""
KNOWN_PRIOR: Final = 0.98
"""Share of messages that stay in the conversation's language: people rarely switch."""
MIN_LANGUAGE_CONFIDENCE: Final = 0.5
"""Below this probability the language counts as unknown."""
ONE_WORD_SWITCH_CONFIDENCE: Final = 0.99
"""From here on a single word changes the language of a conversation: "hello" and "danke" are said everywhere."""
JUDGED_WORDS: Final = 50
"""Words of a message that its language is told by, the first ones; more tell no more."""

# --- Conversation ------------------------------------------------------------------------------------------------
GREETING_SUGGESTIONS: Final = ("book_service", "warning_light", "charging")
"""Intents offered when a conversation starts."""
