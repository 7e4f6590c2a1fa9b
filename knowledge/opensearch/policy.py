"""The numbers of the collection: waits, sizes of requests, tries, each with its unit."""

from typing import Final

SEARCH_SECONDS: Final = 1.5
"""Longest wait for an answer to a question, seconds; the knowledge agent itself has 2 (`AGENT_BUDGET_SECONDS`)."""
SEARCH_HITS: Final = 50
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
