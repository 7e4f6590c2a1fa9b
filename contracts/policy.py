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
INDEX_REFRESH_SECONDS: Final = 2.0
"""How often a warm knowledge function asks whether a newer index was published, seconds.

Short, since who drops a document tries it at once; it costs one small GET, and only while people ask."""
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
LEXICAL_WEIGHT: Final = 0.15
"""What covering every word of the question is worth, against a cosine of 1.

Chosen on the development part of XQuAD (see decision 9), where nDCG@10 is flat from 0.1 to 0.2."""
PART_CHARS: Final = 160
"""Longest part of a passage that has a vector of its own, characters; a longer sentence is cut between words."""
RERANKED_PASSAGES: Final = 20
"""Passages whose parts are compared with the question, the best ones as a whole; 30 rank no better."""
SAME_PAGE_BONUS: Final = 0.03
"""What the other passages of a page score more once the last answer quoted one of it: people ask on.

Chosen on 160 synthetic pairs of questions, other ones than those of `make evaluate`: 0.43 instead of 0.23 of follow-ups
such as "and for how long?" got the right section, and 0.88 instead of 0.89 of new questions. More gains no more."""
KEPT_VERSIONS: Final = 5
"""Published indexes that one can go back to, the one in use counted."""
NEW_PASSAGES_PER_RUN: Final = 1_000
"""Passages that one ingestion encodes; the next one goes on from there.

Encoding takes some 0.2 s a passage with its parts on one processor, so this takes about four minutes; a function may
run for 15."""
DOCUMENT_SECONDS: Final = 300.0
"""Longest time for reading one PDF, seconds. With `READING_SECONDS` and the encoding it fits into 15 minutes."""
READING_SECONDS: Final = 240.0
"""After this long an ingestion reads no further document, and indexes what it has, seconds."""
PUBLISH_TRIES: Final = 5
"""How often an ingestion begins anew because another one published first."""
# --- Documents ---------------------------------------------------------------------------------------------------
# Who changes how documents are read or cut raises FORMAT in knowledge/index.py too, so that all are read again.
MAX_DOCUMENT_BYTES: Final = 50 * 1024 * 1024
"""Largest document, bytes: what Amazon Bedrock knowledge bases take."""
MAX_DOCUMENT_PAGES: Final = 5_000
MAX_DOCUMENT_CHARS: Final = 20_000_000
"""Most text in one document, characters."""
MAX_UNPACKED_BYTES: Final = 100 * 1024 * 1024
"""Largest Word document once its parts are unpacked, bytes."""
MAX_UNPACK_RATIO: Final = 100
"""How many times larger than its file a Word document may be once unpacked. Text shrinks ten- to thirtyfold."""
MAX_METADATA_BYTES: Final = 10 * 1024
"""Largest file of metadata, bytes: what Amazon Bedrock knowledge bases take."""
MAX_TITLE_CHARS: Final = 200
"""Longest title, section, brand or model in a document's metadata, characters. A title out of the text is cut there."""
MAX_NESTING: Final = 100
"""HTML elements within elements; what is deeper counts as on the last level. Pages written by people stay below 50."""
MAX_CELL_SPAN: Final = 50
"""Most rows or columns that one cell of a table fills. HTML allows 1,000 columns, and files claim more."""
MAX_REPEATED_CHARS: Final = 1_000_000
"""Text that cells of one table repeat at most, characters; further cells fill one place each. A short file could
else claim more text than memory holds."""
CHUNK_CHARS: Final = 900
"""Longest passage, characters; longer sections are split between paragraphs."""
LEAD_CHARS: Final = 200
"""Longest paragraph that counts as the lead-in of the list or table below it, characters."""
SAME_SHARE: Final = 0.9
"""Share of common word 4-grams (Jaccard) from which two passages may be the same."""
SELF_CONTAINED_WORDS: Final = 30
"""From this many words a passage may be the same as one of a page with another title; shorter ones need their title."""

# --- OpenSearch --------------------------------------------------------------------------------------------------
SEARCH_SECONDS: Final = 1.5
"""Longest wait for an answer to a question, seconds; the knowledge agent itself has 2 (`AGENT_BUDGET_SECONDS`)."""
SEARCH_CANDIDATES: Final = 50
"""Passages taken from each of the two lists, the nearest in meaning and the best by words."""
LOAD_SECONDS: Final = 60.0
"""Longest wait for one request of a load, seconds. A collection that was idle takes 10 to 30 s to wake up
(docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-scale-to-zero.html)."""
LOADING_SECONDS: Final = 300.0
"""After this long an ingestion sends nothing more to the collection, and the next one goes on, seconds."""
BULK_BYTES: Final = 5 * 1024 * 1024
"""Largest request of a load, bytes."""
BULK_DOCUMENTS: Final = 500
"""Most documents in one request."""
BULK_TRIES: Final = 7
"""Times a document is sent while the collection is busy or does not answer."""
BULK_PAUSE_SECONDS: Final = 1.0
"""Pause before documents are sent again to a busy collection, seconds; each further pause is twice as long."""
VISIBLE_SECONDS: Final = 180.0
"""Longest wait until all that was loaded can be found, seconds. NextGen collections refresh every 10 s, Classic ones
every 60 s (docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-vector-search.html)."""
LOOK_SECONDS: Final = 3.0
"""How often a load looks whether all can be found, seconds."""

# --- Vehicles ----------------------------------------------------------------------------------------------------
SOON_DAYS: Final = 45
"""How long before its date a task is called soon due, days."""
SOON_KM: Final = 1_500
"""How far before its distance a task is called soon due, km."""
MAX_INTERVAL_MONTHS: Final = 600
"""Longest interval of a service plan, months."""
FUTURE_SLACK_DAYS: Final = 1
"""How far past `today` a record of work may be dated, days: time zones."""
MAX_YEARS_OF_A_ROW: Final = 60
"""Longest run of model years in one row of a table of recalls; more is a slip of the pen."""
LISTED_PROBLEMS: Final = 1_000
"""Most problems of one import that are kept to be listed; all are counted."""
SHOWN_PROBLEMS: Final = 20
"""Problems of an import that a command shows, the first ones."""

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
