"""The numbers of the cockpit."""

from typing import Final

CONNECT_SECONDS: Final = 3.0
READ_SECONDS: Final = 30.0
"""Longest waits for a connection to the API and for its answer, seconds. API Gateway gives up after 29."""
REFRESH_BEFORE_SECONDS: Final = 60
"""How long before its end an access token is replaced, seconds: longer than any one call lasts."""
KEPT_SECONDS: Final = 15 * 60
"""How long after its last call a sign-in outlives its page, seconds: a reload takes one, and a cockpit that is open
calls at least every `CALM_SECONDS`. Who closes the page and leaves is signed out soon."""
TICKET_SECONDS: Final = 30
"""How long a page may take to fetch the cookie of its sign-in, seconds."""
CALM_SECONDS: Final = 20.0
"""How often the desk is read again although the live channel works, seconds: a frame may be lost."""
FALLBACK_SECONDS: Final = 2.0
"""How often everything is read again while the live channel is down, seconds."""
HERE_SECONDS: Final = 20.0
"""How often the cockpit says over HTTP that its person is there while the live channel is down, seconds. The desk
sends people home after 75 s without a word (`desk/policy.py`)."""
NEARLY_DUE: Final = 0.5
"""From which part of the time for the service level on a wait is shown as pressing."""
