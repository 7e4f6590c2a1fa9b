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
