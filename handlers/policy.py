"""The numbers of the HTTP side: what a request may be, and what a browser may remember."""

from typing import Final

MAX_BODY_BYTES: Final = 32 * 1024
"""Largest accepted request body, bytes. A turn is text; API Gateway itself takes up to 10 MB."""
PREFLIGHT_SECONDS: Final = 600
"""How long a browser may remember which requests of another site are allowed (`Access-Control-Max-Age`), seconds."""
WATCH_TRIES: Final = 3
"""At this try of a turn that nobody answered no agent is asked any more: what is known without them is the answer."""
