"""The numbers of a conversation: how long a turn, a repetition and a token may last."""

from typing import Final

TURN_SECONDS: Final = 12.0
"""Longest a turn may take from its request to its stored reply, seconds. The supervisor's function may run for 15."""
STORING_SECONDS: Final = 5.0
"""What is left of `TURN_SECONDS` for storing the reply, seconds; the agents have no part of it.

Turns of one conversation that come at once wait for each other there: of 20 at once the last took 2.5 to 3.8 s in all,
over the emulator's tables on a machine busy with other things."""
WATCH_SECONDS: Final = 22
"""When a turn is looked after, seconds after its request: once another process may take it over (store/policy.py)."""
LOOK_AGAIN_SECONDS: Final = 3
"""When a danger that nobody could judge is looked at again, seconds after the reply."""
CLOSING_SECONDS: Final = 5.0
"""Longest try to end a conversation that others write at the same time, seconds."""
RETRY_WAIT_SECONDS: Final = 8.0
"""How long a repeated `client_turn_id` waits for the reply of its first try, seconds."""
RETRY_POLL_SECONDS: Final = 0.05
HISTORY_SECONDS: Final = 20
"""How long what was learnt of a desk's hand-overs that are over is used, seconds: of hundreds few are new by then."""
CONVERSATION_TOKEN_HOURS: Final = 24
"""Life of a conversation token, hours."""
GREETING_SUGGESTIONS: Final = ("book_service", "warning_light", "charging")
"""Intents offered when a conversation starts."""
