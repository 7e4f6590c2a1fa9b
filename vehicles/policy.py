"""The numbers of recalls and service plans, each with its unit."""

from typing import Final

SOON_DAYS: Final = 45
"""How long before its date a task is called soon due, days."""
SOON_KM: Final = 1_500
"""How far before its distance a task is called soon due, km."""
MAX_INTERVAL_MONTHS: Final = 600
"""Longest interval of a service plan, months."""
FUTURE_SLACK_DAYS: Final = 1
"""How far past `today` a record of work may be dated, days: time zones."""
MAX_YEARS_OF_A_ROW: Final = 60
"""Longest run of model years in one row of a table of recalls; more is a slip of the pen."""
LISTED_PROBLEMS: Final = 1_000
"""Most problems of one import that are kept to be listed; all are counted."""
SHOWN_PROBLEMS: Final = 20
"""Problems of an import that a command shows, the first ones."""

# --- Warning lights in a text ------------------------------------------------------------------------------------
REACH_CHARS: Final = 44
"""How far what is watched may stand from its sign, characters."""
SIGNS_TOGETHER: Final = 2
"""Signs that may stand side by side: "battery warning light"."""
NEAR_CHARS: Final = 40
"""How far from a brake light "came on" may stand, or from a wrench that it is shown, characters."""
LIGHTS_OF_A_TEXT: Final = 80
"""Most places of a text that are looked at as lights, or as colours; no customer names more."""
ANSWER_WORDS: Final = 5
"""Most words besides those for a colour or a state in a message that answers which one it is."""
UNSURE_WORDS: Final = 9
"""Most words of a message that answers that one does not know."""
LIGHTS_OFFERED: Final = 6
"""Lights to choose from where nobody knows which is meant, the first ones of the table; others are described."""
