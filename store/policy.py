"""The store's numbers: waits and tries at DynamoDB, how long what is kept, how much is read at once."""

from typing import Final

# --- DynamoDB ----------------------------------------------------------------------------------------------------
DATABASE_CONNECT_SECONDS: Final = 1.0
DATABASE_READ_SECONDS: Final = 3.0
"""Longest waits for a connection to DynamoDB and for its answer, seconds."""
DATABASE_RETRIES: Final = 2
"""How often a request is repeated. Three tries at their longest take 12 s, less than the supervisor may run (15 s)."""
RECALL_WRITE_TRIES: Final = 8
"""Tries to write a batch of recalls while the table throttles."""
RECALL_WRITE_PAUSE_SECONDS: Final = 0.1
"""Pause before the second try, seconds; it doubles each time."""

# --- Conversations -----------------------------------------------------------------------------------------------
CONVERSATION_RETENTION_DAYS: Final = 30
"""Days after which a conversation and its session expire (DynamoDB time to live)."""
TRANSCRIPT_PAGE: Final = 100
"""Turns in one page of a transcript."""
ATTEMPT_LEASE_SECONDS: Final = 20
"""After this long without a reply the first try counts as dead, and a retry takes the turn over, seconds.

Longer than the supervisor function may run (15 s), so that two tries never run side by side."""

# --- The desk --------------------------------------------------------------------------------------------------------
ENDED_KEPT_DAYS: Final = 90
"""Days after which a hand-over that is over expires (time to live): what the desk's own figures are made of. A quarter
shows a season, and whom it was about is gone from conversations by then."""
ENDED_READ: Final = 300
"""How many of a desk's last hand-overs are read to know how long they take: as many as it learns from."""
EPISODES_KEPT_DAYS: Final = 365
"""Days after which a customer's finished matter expires (time to live): a service comes round once a year."""
EPISODES_READ: Final = 20
"""How many of a customer's last matters are read: what fits a column beside the conversation."""

# --- Turns that are looked after --------------------------------------------------------------------------------
WATCH_SEND_SECONDS: Final = 1.0
"""Longest waits for a connection to the queue and for its answer, seconds: a customer waits too."""

LONGEST_DELAY_SECONDS: Final = 900
"""Longest that SQS keeps a message back, seconds. What comes too early is sent again."""
ALERT_SECONDS: Final = 1.0
"""Longest waits for a connection to the topic of alerts and for its answer, seconds: an alert must be out in a second
as a rule, and what fails comes again through the stream."""

# --- The candidate of the routing policy --------------------------------------------------------------------------
CANDIDATE_SECONDS: Final = 1.0
"""Longest waits for a connection to the candidate's bucket and for its answer, seconds. No turn waits for either."""
MAX_CANDIDATE_BYTES: Final = 1024 * 1024
"""Most that is read of a candidate, bytes, so that a wrong file cannot fill the memory. The policy in use has 8 kB."""

# --- Breakers of models -------------------------------------------------------------------------------------------
BREAKER_SECONDS: Final = 0.5
"""Longest waits for a connection to the table and for its answer, seconds: without it nothing is left alone."""
BREAKER_KEPT_SECONDS: Final = 3_600
"""How long an open breaker may lie there after its time, seconds, until somebody tries the model (time to live)."""
