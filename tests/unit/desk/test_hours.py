"""When somebody is at a site."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.desk_rules import DAYS, Day, Holidays, Site
from desk.hours import opening
from desk.policy import OPENS_WITHIN_DAYS

LONDON = ZoneInfo("Europe/London")
WEEK: dict[Day, tuple[str, ...]] = dict.fromkeys(DAYS[:5], ("07:30-12:00", "13:00-18:00"))
SITE = Site(time_zone="Europe/London", hours=WEEK, holidays=Holidays(country="GB", subdivision="ENG"))


def london(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=LONDON).astimezone(UTC)  # type: ignore[misc, arg-type]  # a date and a time


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (london(2026, 11, 30, 7, 29, 59), london(2026, 11, 30, 7, 30)),
        (london(2026, 11, 30, 7, 30), None),
        (london(2026, 11, 30, 12), london(2026, 11, 30, 13)),
        (london(2026, 11, 30, 17, 59, 59), None),
        (london(2026, 11, 30, 18), london(2026, 12, 1, 7, 30)),
        (london(2026, 12, 4, 20), london(2026, 12, 7, 7, 30)),
        (london(2026, 7, 6, 7, 30), None),
        (london(2026, 12, 24, 19), london(2026, 12, 29, 7, 30)),
    ],
    ids=["before", "begins", "noon", "last second", "evening", "weekend", "summer", "Christmas"],
)
def test_it_opens_when_its_own_clocks_say_so(now: datetime, opens: datetime | None) -> None:
    found = opening(SITE, now)
    assert (found.is_open, found.opens_at, found.unknown) == (opens is None, opens, ())


def test_a_holiday_is_one_of_its_own_region() -> None:
    saint_andrew = london(2026, 11, 30, 10)
    scottish = SITE.changed(holidays=Holidays(country="GB", subdivision="SCT"))
    assert opening(SITE, saint_andrew).is_open
    assert not opening(scottish, saint_andrew).is_open


def test_it_is_closed_on_further_days() -> None:
    site = SITE.changed(closed_on=(date(2026, 12, 1),))
    assert opening(site, london(2026, 12, 1, 10)).opens_at == london(2026, 12, 2, 7, 30)


@pytest.mark.parametrize("site", [None, Site()])
def test_without_hours_somebody_is_there_at_any_hour(site: Site | None) -> None:
    assert opening(site, london(2026, 12, 25, 3)).is_open


def test_without_hours_it_is_closed_on_the_days_that_are_named() -> None:
    site = Site(time_zone="Europe/London", closed_on=(date(2026, 7, 1),))
    assert opening(site, london(2026, 7, 1, 12)).opens_at == london(2026, 7, 2, 0)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)], ids=["23 hours", "25 hours"])
def test_a_whole_day_is_whole_when_clocks_change(day: date) -> None:
    site = Site(time_zone="Europe/London", hours={"sun": ("00:00-24:00",)})
    begins = datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)
    ends = datetime(day.year, day.month, day.day + 1, tzinfo=LONDON).astimezone(UTC)
    assert ends - begins != timedelta(hours=24)
    moments = [begins + timedelta(minutes=minutes) for minutes in range(0, 26 * 60, 15)]
    assert [opening(site, moment).is_open for moment in moments] == [moment < ends for moment in moments]
    assert not opening(site, begins - timedelta(seconds=1)).is_open


def test_hours_that_clocks_leave_out_are_an_hour_on() -> None:
    site = Site(time_zone="Europe/London", hours={"sun": ("01:15-01:45",)})
    assert opening(site, london(2026, 3, 29, 0)).opens_at == datetime(2026, 3, 29, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize("place", [Holidays(country="XX"), Holidays(country="GB", subdivision="BY")])
def test_an_unknown_calendar_has_no_holidays_and_says_so(place: Holidays) -> None:
    found = opening(SITE.changed(holidays=place), london(2026, 12, 25, 10))
    assert found.is_open
    assert found.unknown == ("holidays",)


def test_an_unknown_time_zone_counts_as_utc_and_says_so() -> None:
    stored = Site.model_validate({"time_zone": "Mars/Olympus_Mons", "hours": {"mon": ["09:00-10:00"]}})
    found = opening(stored, datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert found.is_open
    assert found.unknown == ("time_zone",)


def test_a_site_that_stays_closed_for_long_names_no_moment() -> None:
    days = tuple(date(2026, 12, 1) + timedelta(days=number) for number in range(OPENS_WITHIN_DAYS + 1))
    found = opening(SITE.changed(closed_on=days), london(2026, 12, 1, 10))
    assert not found.is_open
    assert found.opens_at is None


HOURS = st.tuples(st.integers(0, 22), st.integers(1, 24)).map(lambda two: (min(two), max(two) + (two[0] == two[1])))
SPANS = st.lists(HOURS.map(lambda two: f"{two[0]:02}:00-{two[1]:02}:00"), max_size=3).map(tuple)


@settings(deadline=None)
@given(
    hours=st.dictionaries(st.sampled_from(DAYS), SPANS, min_size=1),
    zone=st.sampled_from(["Europe/London", "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC)),  # noqa: DTZ001, made aware here
)
def test_it_is_open_from_the_moment_that_was_named_and_not_before(
    hours: dict[Day, tuple[str, ...]], zone: str, now: datetime
) -> None:
    site = Site(time_zone=zone, hours=hours)
    found = opening(site, now)
    if found.is_open:
        assert found.opens_at is None
    elif found.opens_at:
        assert found.opens_at > now
        assert opening(site, found.opens_at).is_open
        assert opening(site, found.opens_at - timedelta(microseconds=1)).opens_at == found.opens_at
    else:
        assert not any(hours.values())
