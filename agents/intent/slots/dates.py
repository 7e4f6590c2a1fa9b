"""Days: "next Tuesday", "am 3.4.", "le 12 mai", "dentro de dos semanas". Words and forms: `languages/de/dates.json`.

What a day without more means:
- a weekday is the next such day after today; a day without a year is the next such day, today included;
- the other way round where the sentence is plainly about the past: "since 3 May", or a clause with a word of the past
  ("I brought it in on 3 May") and none of a wish ("can", "need", "please");
- a year of two digits is ahead for ten years, else behind ("12.03.99"); after a month's name it needs an apostrophe,
  a clause about the past or a number that no hour has;
- "the first Monday in May" is the next such day, "the last Friday of the month" of this month or the next;
- a weekend is its Saturday, the end of a week its Friday, the end of a month its last day;
- 12/05 is 12 May in every language; 05/25 can only be 25 May.
A week or a month alone ("next week"), every such day ("every Tuesday") and opening hours ("Monday to Friday") are none.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from agents.intent.slots.date_ranges import date_ranges, forms
from agents.intent.slots.date_reckoning import Asked, reckoned
from agents.intent.slots.date_rules import Rules, rules_of
from agents.intent.slots.patterns import groups, span
from agents.intent.slots.reading import Reading
from agents.intent.slots.references import is_announced
from agents.intent.slots.settle import Found

CLAUSE: Final = re.compile(r"[!?;,\n]|(?<!\d)\.\s|\.\s(?=[A-Z])")
AROUND_THE_CLOCK: Final = "24/7"
REACH: Final = 20
"""How far before a day "since" or "every" may stand, characters."""
LAST_ORDINAL: Final = 3
"""Up to "the third", a number word without a month is more often a count than a day."""


def dates(reading: Reading, language: str, today: date) -> Iterator[Found]:
    """Every day that is named, as ISO 8601."""
    rules = rules_of(language)
    moving = rules.moves.search(reading.plain)
    closed = [] if moving else [match.span() for match in rules.ranges.finditer(reading.plain)]
    for form in forms(language):
        for match in form.finditer(reading.plain):
            stretch = date_ranges(reading, match, today, past=_looks_back(reading, match, rules))
            if stretch:
                yield Found(*reading.where(*stretch.start), stretch.first.isoformat())
                yield Found(*reading.where(*stretch.until), stretch.last.isoformat())
    for name, form in rules.forms:
        for match in form.finditer(reading.plain):
            start, end = span(match, "kept")
            if any(start < other and first < end for first, other in closed) or not _is_date(
                reading, name, match, rules
            ):
                continue
            day = reckoned(name, Asked(rules, today, _is_past(reading, match, rules), groups(match)))
            if day:
                lead = rules.lead.match(reading.plain, start, end)
                first, last = reading.where(lead.end() if lead else start, end)
                yield Found(first, last, day.isoformat())


def _is_date(reading: Reading, name: str, match: re.Match[str], rules: Rules) -> bool:
    """Not "24/7", not "every Tuesday", not the verb in "2 may need"; and "the third" alone is a count."""
    parts, (start, end) = groups(match), span(match, "kept")
    before = (reading.plain, max(0, start - REACH), start)
    if (
        reading.plain[start:end] == AROUND_THE_CLOCK
        or (name == "glued" and is_announced(reading.text, reading.where(*match.span())[0]))
        or rules.versions.search(*before)
        or rules.recurring.search(*before)
    ):
        return False
    month = parts.get("month", "")
    if month in rules.verbs:
        first, _ = reading.where(*span(match, "month"))
        return reading.text[first].isupper() or bool(rules.verbs_unless.search(match.group()))
    if "month" not in parts and "day" in parts and reading.in_words(start, end):
        return int(parts["day"]) > LAST_ORDINAL
    return True


def _is_past(reading: Reading, match: re.Match[str], rules: Rules) -> bool:
    first = span(match, "kept")[0]
    since = rules.since.search(reading.plain, max(0, first - REACH), first)
    return bool(since) or _looks_back(reading, match, rules)


def _looks_back(reading: Reading, match: re.Match[str], rules: Rules) -> bool:
    """Whether the clause is about the past."""
    start, end = reading.where(*match.span())
    stops = [stop.end() for stop in CLAUSE.finditer(reading.text, 0, start)]
    following = CLAUSE.search(reading.text, end)
    clause = reading.text[stops[-1] if stops else 0 : following.start() if following else None].lower()
    return bool(rules.past.search(clause)) and not rules.ahead.search(clause)
