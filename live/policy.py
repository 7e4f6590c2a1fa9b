"""The numbers of the live channel. Limits of API Gateway: its developer guide, quotas of WebSocket APIs, 2026-12."""

from datetime import timedelta
from typing import Final

MAX_FRAME_BYTES: Final = 32 * 1024
"""Largest frame that is taken, bytes: API Gateway itself closes a connection that sends a larger one."""
TICKET_LIFE: Final = timedelta(seconds=60)
"""How long a ticket opens a connection. Addresses end up in logs: by the time somebody reads one it opens nothing."""
CONNECTION_LIFE: Final = timedelta(hours=2, minutes=10)
"""How long a connection is known. API Gateway cuts each after 2 hours, and may be late to say so."""
STOP_LIFE: Final = timedelta(hours=1)
"""How long it is known that a reply was stopped: far longer than any turn lasts."""
POST_CONNECT_SECONDS: Final = 0.5
POST_READ_SECONDS: Final = 1.0
"""Longest waits for a connection to API Gateway, and until it has taken a frame, seconds."""
MAX_QUEUED_FRAMES: Final = 64
"""Frames that wait to be posted. A turn has a dozen; what is being written joins what waits, and takes no place."""
FINISH_SECONDS: Final = 2.0
"""Longest that a turn waits at its end until its frames are posted, seconds. Its reply is stored by then."""
HAND_ON_CONNECT_SECONDS: Final = 1.0
HAND_ON_READ_SECONDS: Final = 3.0
"""Longest waits for a connection to Lambda, and until it has taken a turn, seconds. botocore tries again."""
