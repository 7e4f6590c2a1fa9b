"""Which languages a page and its translations are for."""

from datetime import date
from typing import Any

import pytest

from knowledge.passages import StoredPassage
from knowledge.translations import Readers, original_of, originals, readers_of


def passage(place: str, language: str, **fields: Any) -> StoredPassage:
    """A passage of a page, as `page#place`."""
    return StoredPassage(
        id=place, title="T", section="S", text="Text.", source="x", models=(), language=language, **fields
    )


ENGLISH, GERMAN, FRENCH = passage("times#a", "en"), passage("de/times#b", "de"), passage("fr/times#c", "fr")
FOR_ALL = Readers(translated=False, replaced_in=frozenset())


@pytest.mark.parametrize(
    ("place", "language", "original"),
    [
        ("de/charging/times#at-home", "de", "charging/times"),
        ("charging/times#at-home", "en", "charging/times"),
        ("it/laptops#lost", "en", "it/laptops"),
        ("de#at-home", "de", "de"),
        ("charging/de/times#at-home", "de", "charging/de/times"),
    ],
)
def test_a_translation_lies_at_the_path_of_its_page_below_its_language(
    place: str, language: str, original: str
) -> None:
    assert original_of(passage(place, language)) == original


def test_translations_are_for_their_language_alone_and_the_original_for_all_others() -> None:
    assert readers_of((GERMAN, ENGLISH, FRENCH)) == [
        Readers(translated=True, replaced_in=frozenset()),
        Readers(translated=False, replaced_in=frozenset({"de", "fr"})),
        Readers(translated=True, replaced_in=frozenset()),
    ]


def test_a_page_without_translation_and_one_without_original_are_for_all() -> None:
    assert readers_of((GERMAN, FRENCH, passage("tyres#d", "en"))) == [FOR_ALL] * 3


@pytest.mark.parametrize(
    "fields",
    [{"valid_until": date(2026, 1, 1)}, {"markets": ("AT",)}, {"audience": "agent"}, {"year_to": 2024}],
)
def test_a_translation_that_holds_for_others_or_on_other_days_replaces_nothing(fields: dict[str, Any]) -> None:
    assert readers_of((ENGLISH, GERMAN.changed(**fields))) == [FOR_ALL] * 2


def test_a_section_of_a_translation_counts_as_the_one_at_its_place_in_the_original() -> None:
    first, second = passage("times#at-home", "en", number=0), passage("times#on-the-road", "en", number=1)
    translated, alone = passage("de/times#unterwegs", "de", number=1), passage("de/tyres#druck", "de", number=0)
    assert originals((translated, first, second, alone)) == {
        "de/times#unterwegs": "times#on-the-road",
        "times#at-home": "times#at-home",
        "times#on-the-road": "times#on-the-road",
        "de/tyres#druck": "de/tyres#druck",
    }
