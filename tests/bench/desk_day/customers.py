"""Who comes on a day, drawn from a seed.

Arrivals have the shape of a large North American bank's calls, of which the dataset `bank_calls` of the R package fpp3
holds five-minute counts of 164 weekdays in 2003 (Weinberg, Brown & Stroud 2007, doi 10.1198/016214506000001455).

Handling times are lognormal, with the spread of the calls above ten seconds (1,450) of one August day of 1999 at a
small bank, and patience is lognormal as the Kaplan-Meier estimate over that day's waiting calls (1,987) has it: 0.78
wait longer than a minute, 0.65 than two, 0.51 than five, 0.39 than ten. It is the bank of Brown et al. 2005,
"Statistical Analysis of a Telephone Call Center", doi 10.1198/016214504000001808. Those were telephone calls.

Mean handling times and the shares of queues, languages and priorities are judgement.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final, TypeVar

OPENS: Final = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
HALF_HOURS: Final = (
    *(165, 255, 337, 472, 519, 524, 522, 512, 498, 483, 475),
    *(462, 457, 448, 446, 433, 424, 398, 357, 303, 265),
)
"""Of ten thousand of the bank's calls those of each half hour, from 7:30 to 18:00."""
CLOSES: Final = OPENS + timedelta(minutes=30 * len(HALF_HOURS))
HANDLING_SPREAD: Final = 0.88
"""Standard deviation of the logarithm of handling times."""
MEDIAN_PATIENCE: Final = 300
"""Seconds."""
PATIENCE_SPREAD: Final = 2.1
MEAN_HANDLING: Final = {
    "service_desk": 450,
    "customer_care": 470,
    "sales": 530,
    "connected_desk": 500,
    "finance_desk": 570,
    "roadside": 370,
}
"""Seconds, by queue. Longer than the bank's calls (202), since people hold several conversations at once."""
QUEUES: Final = {
    "service_desk": 36,
    "customer_care": 30,
    "sales": 14,
    "connected_desk": 8,
    "finance_desk": 6,
    "roadside": 6,
}
"""Shares, in percent. All at the roadside have priority 2."""
LANGUAGES: Final = {"en": 74, "de": 10, "fr": 7, "es": 5, "it": 4}
PRIORITIES: Final = {2: 10, 3: 75, 4: 15}
EMERGENCIES: Final = 0.005

Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Customer:
    """Somebody who will ask for a person."""

    name: str
    at: datetime
    queue: str
    priority: int
    language: str
    handling: float
    """How long somebody of usual pace needs for them, seconds."""
    patience: float
    """After how long in line they leave, seconds. In an emergency nobody does."""


def customers(seed: int, number: int) -> list[Customer]:
    """Return so many customers of one day, in the order in which they come."""
    draw = Random(seed)  # noqa: S311, a simulation
    half_hours = draw.choices(range(len(HALF_HOURS)), HALF_HOURS, k=number)
    moments = sorted(OPENS + timedelta(minutes=30 * (half_hour + draw.random())) for half_hour in half_hours)
    return [_customer(str(place), moment, draw) for place, moment in enumerate(moments)]


def _customer(name: str, at: datetime, draw: Random) -> Customer:
    emergency = draw.random() < EMERGENCIES
    queue = "roadside" if emergency else _one_of(QUEUES, draw)
    usual = _one_of(PRIORITIES, draw)
    mean = MEAN_HANDLING[queue]
    return Customer(
        name=name,
        at=at,
        queue=queue,
        priority=1 if emergency else 2 if queue == "roadside" else usual,
        language=_one_of(LANGUAGES, draw),
        handling=draw.lognormvariate(math.log(mean) - HANDLING_SPREAD**2 / 2, HANDLING_SPREAD),
        patience=math.inf if emergency else draw.lognormvariate(math.log(MEDIAN_PATIENCE), PATIENCE_SPREAD),
    )


def _one_of(shares: Mapping[Choice, int], draw: Random) -> Choice:
    return draw.choices(list(shares), list(shares.values()))[0]
