"""Numbers of the routing agent; its rules stand in `rules.json`."""

from typing import Final

ANGRY_TURNS: Final = 2
"""Angry turns in a row after which a person takes over."""
STALLED_TURNS: Final = 3
"""The turn, counted from the last one with progress, on which a person takes over if it brings none either."""
PRIORITY_BY_URGENCY: Final = ((0.8, 2), (0.5, 3), (0.2, 4))
"""(least urgency, priority); below the last one priority is 5. Priority 1 is for emergencies."""
