"""Disguises that are applied by code: each changes a message, and people would still read it."""

import pytest

from danger.normalise import readable
from evaluation.disguises import DISGUISES, LONG_CHARS

TEXT = "The brakes of my car do not work any more"
UNDONE = {
    "as written",
    "Cyrillic letters",
    "Greek letters",
    "full-width letters",
    "figures for letters",
    "soft hyphens",
    "zero-width characters",
}


@pytest.mark.parametrize("name", sorted(UNDONE))
def test_what_hides_letters_is_undone_before_anybody_judges(name: str) -> None:
    assert readable(DISGUISES[name](TEXT)) == TEXT


@pytest.mark.parametrize("name", sorted(set(DISGUISES) - {"as written"}))
def test_a_disguise_changes_the_message_and_is_the_same_every_time(name: str) -> None:
    assert DISGUISES[name](TEXT) != TEXT
    assert DISGUISES[name](TEXT) == DISGUISES[name](TEXT)


def test_a_danger_in_a_long_message_stands_in_its_middle() -> None:
    text = DISGUISES["in 4,000 characters"](TEXT)
    assert LONG_CHARS * 0.9 < len(text) <= LONG_CHARS
    assert text.index(TEXT) == pytest.approx(LONG_CHARS / 2, abs=200)
