"""Messages that command the machine to drop its orders: "ignore all previous instructions". All languages at once.

Who says "ignore my last instructions" takes back a request of their own, and commands nothing.
"""

import re
from functools import cache
from typing import Final

from languages.spoken import spoken
from languages.topic import merged, words_of_all
from languages.topics.commands import Commands

_APART: Final = 5
"""Most words between the verb and what is to be ignored."""


def commands_machine(text: str) -> bool:
    """Whether a message orders the machine to forget its orders."""
    return _command().search(spoken(text)) is not None


@cache
def _command() -> re.Pattern[str]:
    """A pattern over spoken text. What was given may stand before the orders, or after them: "instructions above"."""
    each = words_of_all(Commands)
    ignoring, orders, given, own = (
        "|".join(re.escape(spoken(word)) for word in merged(words))
        for words in (
            (words.ignoring for words in each),
            (words.orders for words in each),
            (words.given for words in each),
            (words.own for words in each),
        )
    )
    between = rf"(?: (?!(?:{own})\b)\w+){{0,{_APART}}}"
    return re.compile(rf"\b(?:{ignoring})\b(?={between} (?:{orders})\b)(?={between} (?:{given})\b)")
