"""When somebody is at a site: now, and if not, when next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Final, Literal

from contracts.desk_rules import DAYS, Holidays, Site
from desk.policy import OPENS_WITHIN_DAYS

Unknown = Literal["time_zone", "holidays"]
_ALL_DAY: Final = ("00:00-24:00",)


@dataclass(frozen=True)
class Opening:
    """Whether somebody is at a site."""

    is_open: bool
    opens_at: datetime | None = None
    """When somebody is there next, UTC; None while the site is open, and where it stays closed for long."""
    unknown: tuple[Unknown, ...] = ()
    """What the site names and nobody here knows: such a zone counts as UTC, such a calendar as without holidays."""


def opening(site: Site | None, now: datetime) -> Opening:
    """Return whether somebody is at a site, and when next. Without a site somebody is there at any hour."""
    if site is None:
        return Opening(is_open=True)
    zone = _zone(site.time_zone)
    today = now.astimezone(zone or UTC).date()
    spans = [span for days in range(-1, OPENS_WITHIN_DAYS) for span in _spans(site, zone or UTC, today, days)]
    unknown: list[Unknown] = [] if zone else ["time_zone"]
    if site.holidays and _calendar(site.holidays, today.year) is None:
        unknown.append("holidays")
    if any(begins <= now < ends for begins, ends in spans):
        return Opening(is_open=True, unknown=tuple(unknown))
    later = min((begins for begins, _ in spans if begins > now), default=None)
    return Opening(is_open=False, opens_at=later, unknown=tuple(unknown))


def _spans(site: Site, zone: tzinfo, today: date, days: int) -> Iterator[tuple[datetime, datetime]]:
    """When somebody is there on a day so many after today, UTC."""
    day = today + timedelta(days)
    holidays = site.holidays and _calendar(site.holidays, day.year)
    if day in site.closed_on or (holidays and day in holidays):
        return
    for span in site.hours.get(DAYS[day.weekday()], ()) if site.hours else _ALL_DAY:
        begins, ends = span.split("-")
        yield _moment(day, begins, zone), _moment(day, ends, zone)


def _moment(day: date, clock: str, zone: tzinfo) -> datetime:
    """Return when clocks there show a time, UTC: of two equal hours the first, of one that is left out an hour on."""
    hours, minutes = map(int, clock.split(":"))
    shown = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(hours=hours, minutes=minutes)
    return shown.astimezone(UTC)


@cache
def _zone(name: str) -> tzinfo | None:
    """Return a time zone, or None for one that does not exist."""
    from zoneinfo import ZoneInfo

    import tzdata  # noqa: F401, which zoneinfo reads where the system has no zones, as in Lambda

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@cache
def _calendar(place: Holidays, year: int) -> frozenset[date] | None:
    """Return a year's public holidays, or None for a place that the library does not know."""
    try:
        from holidays import country_holidays

        return frozenset(country_holidays(place.country, subdiv=place.subdivision, years=year)) or None
    except (ImportError, NotImplementedError):
        return None
