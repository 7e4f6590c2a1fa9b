"""What an operator writes of a tenant."""

from pathlib import Path

import pytest

from contracts.errors import InvalidInput
from infra.local.demo import DEMO
from infra.tenant import read_tenant
from languages.served import SERVED_LANGUAGES


def test_the_demo_brand_can_be_reached_in_every_language() -> None:
    contacts = read_tenant(DEMO / "tenant.json").contacts
    assert {"roadside", "others"} <= set(contacts)
    assert all(set(contact.hours) == set(SERVED_LANGUAGES) for contact in contacts.values())


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ('{"contacts": {"others": {}}}', "contacts.others.phone"),
        ('{"contacts": {"others": {"phone": "1", "hour": {}}}}', "contacts.others.hour"),
        ('{"contact": {}}', "contact"),
        ('{"models": {"usd_a_turn": -0.01}}', "models.usd_a_turn"),
        ('{"models": {"usd_a_turn": 1e999}}', "models.usd_a_turn"),
        ('{"models": {"mask": true}}', "models.mask"),
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
