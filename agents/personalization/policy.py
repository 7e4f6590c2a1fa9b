"""Numbers of the personalization agent."""

from typing import Final

PLAN_REFRESH_SECONDS: Final = 300.0
"""How long a service plan is kept before it is read again, seconds. Plans change once a year."""
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
