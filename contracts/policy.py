"""Every number that is policy, once: limits, time budgets, thresholds and retention, each with its unit.

Change behaviour here, not where it is used. Numbers that mean something inside one algorithm only stay with it, and
routing's table of rules is data of its own: `agents/routing/policy.json`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# --- Limits of a request -----------------------------------------------------------------------------------------
MAX_TEXT_CHARS: Final = 4_000
"""Longest accepted message, characters."""
MAX_CLIENT_TURN_ID_CHARS: Final = 64
TRANSCRIPT_PAGE: Final = 100
"""Turns in one page of a transcript."""

# --- Time --------------------------------------------------------------------------------------------------------
DATABASE_CONNECT_SECONDS: Final = 1.0
DATABASE_READ_SECONDS: Final = 3.0
"""Longest waits for a connection to DynamoDB and for its answer, seconds."""
DATABASE_RETRIES: Final = 2
"""How often a request is repeated. Three tries at their longest take 12 s, less than the supervisor may run (15 s)."""
ATTEMPT_LEASE_SECONDS: Final = 20
"""After this long without a reply the first try counts as dead, and a retry takes the turn over, seconds.

Longer than the supervisor function may run (15 s), so that two tries never run side by side."""
INDEX_REFRESH_SECONDS: Final = 2.0
"""How often a warm knowledge function asks whether a newer index was published, seconds.

Short, since who drops a document tries it at once; it costs one small GET, and only while people ask."""
PLAN_REFRESH_SECONDS: Final = 300.0
"""How long a service plan is kept before it is read again, seconds. Plans change once a year."""

# --- Sessions and retention --------------------------------------------------------------------------------------
CONVERSATION_RETENTION_DAYS: Final = 30
"""Days after which a conversation and its session expire (DynamoDB time to live)."""

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
ANSWER_CHARS: Final = 420
"""Longest extractive answer, characters, cut between sentences."""

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
