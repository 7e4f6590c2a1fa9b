"""Which translation of a page a customer is shown."""

from collections.abc import Sequence

import pytest

from knowledge.passages import StoredPassage
from knowledge.translations import are_translations, original_of, pages_to_show


def passage(place: str, language: str) -> StoredPassage:
    """A passage of a page, as `page#place`."""
    return StoredPassage(id=place, title="T", section="S", text="Text.", source="x", models=(), language=language)


ENGLISH, GERMAN, FRENCH = passage("times#a", "en"), passage("de/times#b", "de"), passage("fr/times#c", "fr")
RANKINGS = [(ENGLISH, GERMAN, FRENCH), (FRENCH, GERMAN, ENGLISH)]


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


def test_a_page_is_a_translation_if_its_original_is_there_too() -> None:
    assert are_translations((ENGLISH, GERMAN, passage("de/tyres#d", "de"))) == [False, True, False]
    assert are_translations((GERMAN, FRENCH)) == [False, False]


@pytest.mark.parametrize("ranked", RANKINGS)
@pytest.mark.parametrize(("language", "page"), [("en", "times"), ("de", "de/times"), ("fr", "fr/times")])
def test_a_page_is_shown_in_the_language_of_the_customer_however_it_ranks(
    ranked: Sequence[StoredPassage], language: str, page: str
) -> None:
    assert pages_to_show(ranked, language) == {page}


@pytest.mark.parametrize("ranked", RANKINGS)
def test_without_a_translation_for_the_customer_the_original_is_shown(ranked: Sequence[StoredPassage]) -> None:
    assert pages_to_show(ranked, "it") == {"times"}


def test_where_every_language_has_a_folder_and_none_is_the_customers_the_best_is_shown() -> None:
    assert pages_to_show((FRENCH, GERMAN), "it") == {"fr/times"}


def test_a_page_that_exists_in_another_language_only_is_shown() -> None:
    assert pages_to_show((GERMAN, passage("tyres#d", "en")), "en") == {"de/times", "tyres"}
