"""What an operator writes of a tenant."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contracts.errors import InvalidInput
from desk.hours import opening
from infra.local.demo import DEMO
from infra.tenant import read_tenant
from languages.served import SERVED_LANGUAGES


def test_the_demo_brand_can_be_reached_in_every_language() -> None:
    contacts = read_tenant(DEMO / "tenant.json").contacts
    assert {"roadside", "others"} <= set(contacts)
    assert all(set(contact.hours) == set(SERVED_LANGUAGES) for contact in contacts.values())


def test_the_hours_of_the_demo_brand_are_those_that_its_customers_are_told() -> None:
    desk = read_tenant(DEMO / "tenant.json").desk
    workshop, showroom = desk.site_of("service_desk"), desk.site_of("sales")
    assert workshop
    assert showroom
    assert {day: hours for day, (hours,) in workshop.hours.items()} == _week("07:30-18:00") | {"sat": "09:00-13:00"}
    assert {day: hours for day, (hours,) in showroom.hours.items()} == _week("09:00-18:30") | {"sat": "09:00-17:00"}
    assert desk.site_of("roadside") is desk.site_of("crisis") is None
    christmas = [opening(site, datetime(2026, 12, 25, 12, tzinfo=UTC)) for site in desk.sites.values()]
    assert [(one.is_open, one.unknown) for one in christmas] == [(False, ())] * 2


def _week(hours: str) -> dict[str, str]:
    return dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), hours)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ('{"contacts": {"others": {}}}', "contacts.others.phone"),
        ('{"contacts": {"others": {"phone": "1", "hour": {}}}}', "contacts.others.hour"),
        ('{"contact": {}}', "contact"),
        ('{"models": {"usd_a_turn": -0.01}}', "models.usd_a_turn"),
        ('{"models": {"usd_a_turn": 1e999}}', "models.usd_a_turn"),
        ('{"models": {"mask": true}}', "models.mask"),
        ('{"desk": {"sites": {"yard": {"time_zone": "Europe/Londn"}}}}', "desk.sites.yard.time_zone"),
        ('{"desk": {"sites": {"yard": {"time_zone": "../zone"}}}}', "desk.sites.yard.time_zone"),
        ('{"desk": {"sites": {"yard": {"time_zone": "Europe"}}}}', "desk.sites.yard.time_zone"),
        ('{"desk": {"sites": {"yard": {"hours": {"mon": ["18:00-07:00"]}}}}}', "desk.sites.yard.hours.mon.0"),
        ('{"desk": {"queues": {"sales": {"site": "yard"}}}}', "desk"),
        ("{", "file"),
    ],
)
def test_a_slip_of_the_pen_is_named(tmp_path: Path, content: str, field: str) -> None:
    (tmp_path / "tenant.json").write_text(content)
    with pytest.raises(InvalidInput) as caught:
        read_tenant(tmp_path / "tenant.json")
    assert caught.value.field == field


def test_an_unknown_word_is_refused_with_the_words_there_are(tmp_path: Path) -> None:
    (tmp_path / "tenant.json").write_text('{"models": {"response": "sometimes"}}')
    with pytest.raises(InvalidInput, match=r"models\.response: .*'off', 'when_unsure' or 'always'"):
        read_tenant(tmp_path / "tenant.json")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"nowhere\.json"):
        read_tenant(tmp_path / "nowhere.json")
