"""Numbers of policy about who may call, each with its unit, reason and source."""

from typing import Final

# --- Tokens of staff ---------------------------------------------------------------------------------------------
CLOCK_SKEW_SECONDS: Final = 5
"""By how much Cognito's clock and ours may differ when times of a token are read. AWS keeps both within a millisecond,
a developer's machine does not."""
KEYS_SECONDS: Final = 2.0
"""Longest waits for a connection to Cognito's public keys and for its answer, seconds: the authorizer may run 6 s."""
KEYS_PAUSE_SECONDS: Final = 5.0
"""At least so long between two requests for the keys, so that made-up key ids cannot hammer Cognito."""
KEYS_KEPT_SECONDS: Final = 3_600.0
"""After this long the keys are asked for again, so that one that Cognito withdraws opens nothing for longer."""

# --- Signing in --------------------------------------------------------------------------------------------------
COGNITO_CONNECT_SECONDS: Final = 1.0
COGNITO_READ_SECONDS: Final = 4.0
"""Longest waits for a connection to Cognito and for its answer, seconds. Two tries at their longest take 10 s."""
COGNITO_TRIES: Final = 2
