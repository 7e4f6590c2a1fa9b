"""The numbers of the desk that no tenant chooses."""

from typing import Final

HEARTBEAT_SECONDS: Final = 25
"""How often a cockpit says that it is there, seconds. Below the idle time of proxies, 60 s as a rule."""
GONE_SECONDS: Final = 75
"""Without a word from a cockpit for so long its person counts as gone, seconds: three beats, so that one lost request
or a page that is loaded anew costs nobody their conversations."""
EMERGENCY_ESCALATE_AFTER: Final = (15, 30, 60, 120, 300)
"""When supervisors are told again that nobody has an emergency, seconds since nobody has it."""
OPENS_WITHIN_DAYS: Final = 31
"""How far ahead a site's next opening is looked for, days: beyond all holidays in a row, and what is farther away is no
answer to somebody who asks for a person now."""

# --- How long somebody will wait ---------------------------------------------------------------------------------
AIM: Final = 0.85
"""Share of customers whose wait should lie in what is estimated. Each point costs width, and an aim at 0.8 itself would
be missed in every second window of hand-overs."""
LEAST_HIT_RATE: Final = 0.8
"""Share of the last estimates that must have held for customers to be told a figure at all."""
FEWEST_WAITS: Final = 30
"""So many estimates must have come true or not before anything is concluded: of 30 the share has an error of 0.07."""
CALIBRATION_WAITS: Final = 100
"""From so many of the last estimates of who stood in line is learnt at most how the next are corrected: two hours of a
busy desk of 20 people."""
SLACK_SECONDS: Final = 10.0
"""Is added to waits before estimates are corrected by a factor, which else would mean nothing for those near 0 s."""
FUTURES: Final = 100
"""How many futures of a line are drawn. Of those who stood in line on simulated days 0.80 were inside with a hundred at
an aim of 0.82, and 0.68 with 20: the shortest interval of few draws is too short."""
FUTURES_OF_ALL: Final = 2_000
"""How many futures of customers are drawn at most, whatever the line: 40 of each where 50 wait. A long line is the more
certain one, and its cost stays at some milliseconds."""
HORIZON_SECONDS: Final = 3_600
"""How far a future is followed, seconds. Who may wait longer is told no figure."""
RECENT_HANDOVERS: Final = 300
"""From how many of the last hand-overs that are over a desk learns: enough for handling times of each queue, and no
more than a few hours of a busy day."""
FEWEST_TIMES: Final = 20
"""So many handling times must have been measured, of a queue to use its own, and of all to estimate anything."""
FEWEST_LONGER: Final = 4
"""A conversation that is held longer than all but so many measured ones counts as one that begins anew."""
ARRIVALS_SECONDS: Final = 900
"""Who will come is drawn from those who came in the last so many seconds: arrivals change within half hours."""
AT_ONCE_SECONDS: Final = 20
"""Who waited no longer was asked for at once: their waits are how long it takes to take an offer, seconds."""
USUAL_TAKING_SECONDS: Final = 6.0
"""How long it takes to take an offer where none was measured, seconds. Judgement."""
FINE_MINUTES: Final = 20
"""Up to here a wait is told in whole minutes, above in steps: nobody plans by the minute half an hour ahead."""
MINUTES_STEP: Final = 5
MINUTES_AT_MOST: Final = 90
"""A wait that may be longer is told in hours, minutes."""
