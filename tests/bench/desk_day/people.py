"""Who is at the desk on a day, and what they do there: drawn from a seed, and all of it judgement."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from contracts.desk import Presence
from contracts.staff import Skills
from tests.bench.desk_day.customers import CLOSES, OPENS, QUEUES

SHIFT_HOURS: Final = 8.0
BEGINS_AFTER: Final = (0.0, 0.5, 0.5, 1.0, 1.5, 2.0, 2.5, 2.5)
"""Hours after opening at which shifts begin, in turn."""
MAIN_QUEUES: Final = ("service_desk", "customer_care", "service_desk", "sales", "customer_care")
SECOND_QUEUES: Final = {2: "connected_desk", 3: "finance_desk"}
PLACES: Final = (3, 2, 2, 2, 1)
"""Conversations at once, in turn."""
SECOND_LANGUAGES: Final = ("de", "fr", "es", "it", "de", "fr", "de", "es", "it", "fr")
SPEAK_A_SECOND: Final = 14
VANISH: Final = 0.25
"""Share of people whose cockpit is gone once a day, for 5 to 20 minutes."""
DECLINES: Final = 0.03
LAPSES: Final = 0.03
"""Share of offers that nobody answers."""
MEDIAN_ANSWER: Final = 5.0
"""Seconds from an offer to its answer; lognormal."""
ANSWER_SPREAD: Final = 0.6
PACE_SPREAD: Final = 0.15
"""Standard deviation of the logarithm of how much longer than others somebody needs."""


@dataclass(frozen=True)
class Worker:
    """One person of the day."""

    presence: Presence
    comes: datetime
    leaves: datetime
    breaks: tuple[tuple[datetime, datetime], ...]
    pace: float
    vanishes: tuple[datetime, datetime] | None
    """From when to when nothing is heard of them."""


def workers(seed: int, number: int = 20) -> list[Worker]:
    """Return so many people with their day."""
    draw = Random(f"people {seed}")  # noqa: S311, a simulation
    return [_worker(place, draw) for place in range(number)]


def _worker(place: int, draw: Random) -> Worker:
    comes = OPENS + timedelta(hours=BEGINS_AFTER[place % len(BEGINS_AFTER)])
    leaves = min(comes + timedelta(hours=SHIFT_HOURS), CLOSES)
    gone = comes + timedelta(hours=1 + 6 * draw.random())
    vanishes = (gone, gone + timedelta(minutes=5 + 15 * draw.random())) if draw.random() < VANISH else None
    name = f"person-{place:02}"
    presence = Presence(
        staff_id=name,
        name=name,
        tenant="harbour",
        region="us-east-1",
        skills=Skills(languages=_languages(place, draw), topics=_topics(place, draw)),
        capacity={"chat": PLACES[place % len(PLACES)]},
        idle_since=OPENS,
        seen_at=OPENS,
    )
    return Worker(presence, comes, leaves, _breaks(comes, draw), math.exp(draw.gauss(0, PACE_SPREAD)), vanishes)


def _languages(place: int, draw: Random) -> dict[str, int]:
    """English, most of them a second one well, and all another one a little."""
    found = {draw.choice(SECOND_LANGUAGES): 2}
    if place < SPEAK_A_SECOND:
        found[SECOND_LANGUAGES[place % len(SECOND_LANGUAGES)]] = draw.choice((3, 4, 5, 5))
    return found | {"en": draw.choice((4, 5, 5))}


def _topics(place: int, draw: Random) -> dict[str, int]:
    """One or two queues well, two more somewhat, and the rest a little."""
    found = dict.fromkeys(QUEUES, 1) | {draw.choice(tuple(QUEUES)): 3, draw.choice(tuple(QUEUES)): 3}
    if second := SECOND_QUEUES.get(place % len(MAIN_QUEUES)):
        found[second] = 4
    if place % 4 == 0:
        found["roadside"] = 5
    return found | {MAIN_QUEUES[place % len(MAIN_QUEUES)]: 5}


def _breaks(comes: datetime, draw: Random) -> tuple[tuple[datetime, datetime], ...]:
    """A quarter of an hour in the morning and in the afternoon, forty minutes at noon."""
    begins = (1.8 + 0.4 * draw.random(), 3.5 + 1.5 * draw.random(), 6.5 + 0.4 * draw.random())
    return tuple(
        (comes + timedelta(hours=after), comes + timedelta(hours=after, minutes=minutes))
        for after, minutes in zip(begins, (15, 40, 15), strict=True)
    )
