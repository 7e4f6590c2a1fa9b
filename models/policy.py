"""The numbers of calls to models: how long they may take, how often they are tried, when a model is left alone."""

from typing import Final

FIRST_PIECE_SECONDS: Final = 2.0
"""Longest wait for the first piece of an answer, seconds. Past it the next model of the chain is asked: a small model
begins within 0.3 to 1 s, so one that has not begun by then hangs or is overloaded."""
SILENCE_SECONDS: Final = 2.5
"""Longest pause between two pieces, seconds: a stream that is silent for longer is taken for dead."""
FAIR_SECONDS: Final = 1.0
"""The least that each model is given to begin, seconds, while there is time: a small one begins within 0.3 to 1 s. A
shorter wait tells nothing of the model: it speaks of who had so little time."""
FINISH_SECONDS: Final = 0.25
"""What is left to whoever asked when no model has answered in time, seconds: enough to answer without one, and for that
answer to travel. Without it every agent whose model is late would be late itself."""
LEAST_SECONDS: Final = 0.4
"""With less time left than this no model is asked, or asked again: it would not finish a sentence."""
RERANK_SECONDS: Final = FAIR_SECONDS
"""Longest wait for a reranker, seconds. The knowledge agent has 2 in all, and the search before it takes some 60 ms; a
shorter wait than `FAIR_SECONDS` would tell nothing of the reranker, and never open its breaker."""
TRIES: Final = 2
"""Tries of one model in one place. A throttled call mostly passes a moment later; what fails twice goes on failing."""
RETRY_SECONDS: Final = (0.05, 0.25)
"""Shortest and longest pause before the second try, seconds, drawn evenly so that callers do not return together."""
CONNECT_SECONDS: Final = 1.0
READ_SECONDS: Final = 10.0
"""How long the socket of a call that nobody waits for any more may stay open, seconds."""
CONNECTIONS: Final = 16
"""Most open connections of a process: a function answers one turn at a time, a server in one process several."""

BREAK_AFTER: Final = 3
"""Failures in a row of one model in one place after which it is left alone."""
BREAK_SECONDS: Final = 20.0
"""How long it is left alone, seconds; then one call tries whether it is back."""
REFUSED_SECONDS: Final = 300.0
"""The same for a model that the account may not use or that does not exist there: people mend that, not time."""
PROBE_SECONDS: Final = 5.0
"""How long others wait for the outcome of that one call, seconds."""
BREAKER_MEMORY_SECONDS: Final = 5.0
"""How long a process trusts what it has read of the others' breakers, seconds: no turn pays for a read of its own."""

CHARS_PER_TOKEN: Final = 2.5
"""Characters that count as a token where a stream ended before it told: an estimate, and marked as one.

A million tokens are some 2.5 million characters with the tokenizer of Claude 4.7 and later, the least among the models
asked (https://platform.claude.com/docs/en/models/haiku-5-5/overview, November 2026), so that it errs upwards."""
THINKING_TOKENS: Final = 500
"""Tokens beside those of the answer for a model that thinks before it writes: they count towards the most that it may
write (the same source), and with little effort it thinks briefly or not at all."""
