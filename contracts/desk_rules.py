"""How a tenant's people work: hours of their sites, and the rules of their queues. Part of the tenant's record."""

import itertools
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from contracts.base import AS_WRITTEN, Tolerant

OTHERS: Final = "others"
"""In the place of a queue: what goes for every queue that has no rules of its own."""
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: Final[tuple[Day, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Proficiency = Annotated[int, Field(ge=0, le=5)]


def _forwards(span: str) -> str:
    """Refuse hours that end before they begin: a night is the end of one day and the beginning of the next."""
    begins, ends = span.split("-")
    if begins >= ends:
        raise ValueError("hours must end after they begin, and at 24:00 at the latest")
    return span


def _exists(zone: str, info: ValidationInfo) -> str:
    """Refuse a time zone that does not exist in what a person wrote. A stored one may be of a later database."""
    from zoneinfo import ZoneInfo

    if info.context == AS_WRITTEN:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(
                "there is no such time zone: name one of the IANA database, such as Europe/London"
            ) from error
    return zone


Span = Annotated[
    str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$"), AfterValidator(_forwards)
]
"""Hours of one day in the site's own time, such as `07:30-18:00`. `00:00-24:00` is the whole day."""


class Holidays(Tolerant):
    """Public holidays of a place."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 alpha-2 code."""
    subdivision: str | None = None
    """State, province or region, as ISO 3166-2 has it behind the country: `BY`, `ENG`."""


class Site(Tolerant):
    """A place where people work."""

    time_zone: Annotated[str, AfterValidator(_exists)] = "UTC"
    """Name in the IANA database, such as `Europe/London`."""
    hours: Mapping[Day, tuple[Span, ...]] = {}
    """By day of the week; a day that is left out is closed. No hours at all: somebody is there at any hour."""
    holidays: Holidays | None = None
    closed_on: tuple[date, ...] = ()
    """Further days on which nobody is there."""


class Step(Tolerant):
    """What a person must master to be offered a conversation that waits so long. 0 asks for nothing."""

    after_seconds: int = Field(ge=0)
    language: Proficiency = 0
    topic: Proficiency = 0
    brand: Proficiency = 0


def _in_order(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Refuse steps that are not a ladder: the first at 0 s, each later one later, and asking for no more."""
    if not steps or steps[0].after_seconds != 0:
        raise ValueError("the first step must be at 0 seconds")
    for earlier, later in itertools.pairwise(steps):
        if later.after_seconds <= earlier.after_seconds:
            raise ValueError("each step must be later than the one before")
        if any(getattr(later, what) > getattr(earlier, what) for what in ("language", "topic", "brand")):
            raise ValueError("a later step must not ask for more than the one before")
    return steps


class QueueRules(Tolerant):
    """How one queue is worked."""

    site: str | None = None
    """Whose hours go for it; None: somebody is there at any hour."""
    steps: Annotated[tuple[Step, ...], AfterValidator(_in_order)] = (
        Step(after_seconds=0, language=4, topic=3, brand=1),
        Step(after_seconds=45, language=3, topic=2),
        Step(after_seconds=120, language=2, topic=1),
    )
    """Who may take from it, the longer somebody waits the fewer is asked for.

    At first somebody who speaks the language as good as natively, and knows topic and brand; after two minutes any who
    can make themselves understood, which most callers prefer to waiting on. Figures are judgement: change them by what
    the desk's own figures say."""
    offer_seconds: int = Field(default=20, ge=5, le=300)
    """How long an offer stands before the next one is asked. Contact centres ring an agent for 20 to 30 s."""
    target_seconds: int = Field(default=60, gt=0)
    target_share: float = Field(default=0.8, gt=0, le=1)
    """Service level: this share of customers waits this long at most. The trade's custom is 80 % within 20 s on the
    phone, and within 60 s in a chat."""
    escalate_after: tuple[int, ...] = (120, 300, 900)
    """When supervisors are told that somebody still waits, seconds in line, rising."""


class DeskRules(Tolerant):
    """How the tenant's people work."""

    sites: Mapping[str, Site] = {}
    queues: Mapping[str, QueueRules] = {}
    """By queue; under `others` for the rest."""

    @model_validator(mode="after")
    def _sites_are_there(self, info: ValidationInfo) -> Self:
        """Refuse a queue at a site that is not written down: its people would count as there at any hour."""
        wrong = {
            queue: rules.site for queue, rules in self.queues.items() if rules.site and rules.site not in self.sites
        }
        if wrong and info.context == AS_WRITTEN:
            raise ValueError(
                f"there is no such site: {', '.join(f'{site} (of {queue})' for queue, site in wrong.items())}"
            )
        return self

    def of_queue(self, queue: str) -> QueueRules:
        """Return the rules of a queue."""
        return self.queues.get(queue) or self.queues.get(OTHERS) or QueueRules()

    def site_of(self, queue: str) -> Site | None:
        """Return the site whose hours go for a queue; None where somebody is there at any hour."""
        site = self.of_queue(queue).site
        return None if site is None else self.sites.get(site)
