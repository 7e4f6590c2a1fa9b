"""What is said to customers."""

import re
from datetime import date

import pytest

from agents.intent.catalogue import read_catalogue
from conversations.policy import GREETING_SUGGESTIONS
from languages.phrases import Phrases, named_language, phrases_in
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of, words_of_all


def test_each_language_can_name_the_others() -> None:
    for phrases in words_of_all(Phrases):
        assert set(phrases.languages) == set(SERVED_LANGUAGES)


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_an_offer_of_languages_names_them_all(language: str) -> None:
    phrases = words_of(Phrases, language)
    for text in ("phrase_change_language", "language_offer"):
        assert all(name in phrases.texts[text] for name in phrases.languages.values())


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_where_the_country_is_unknown_the_great_numbers_are_named(language: str) -> None:
    assert {"112", "911"} <= set(re.findall(r"\d+", words_of(Phrases, language).texts["emergency_number_unknown"]))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("in French please", "fr"),
        ("können wir auf Englisch weitermachen", "en"),
        ("¿podemos seguir en alemán?", "de"),
        ("je préfère l'espagnol", "es"),
        ("possiamo continuare in italiano?", "it"),
        ("lieber auf Italienisch", "it"),
        ("in tedesco, per favore", "de"),
        ("another language", None),
    ],
)
def test_a_language_is_known_by_its_name_in_any_language(said: str, meant: str | None) -> None:
    assert named_language(said) == meant


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_a_year_has_twelve_months(language: str) -> None:
    assert len(set(words_of(Phrases, language).months)) == 12


def test_a_day_is_written_in_words() -> None:
    assert phrases_in("en")[1].day(date(2027, 3, 1)) == "1 March 2027"
    assert phrases_in("de")[1].day(date(2026, 12, 31)) == "31. Dezember 2026"
    assert phrases_in("es")[1].day(date(2026, 12, 31)) == "31 de diciembre de 2026"
    assert phrases_in("it")[1].day(date(2026, 8, 8)) == "8 agosto 2026"


@pytest.mark.parametrize("language", ["pt", "xx", ""])
def test_a_language_without_phrases_gets_english(language: str) -> None:
    used, phrases = phrases_in(language)
    assert used == "en"
    assert phrases is words_of(Phrases, "en")


def test_every_suggested_intent_exists() -> None:
    assert set(words_of(Phrases, "en").intents) <= set(read_catalogue())
    assert set(GREETING_SUGGESTIONS) <= set(words_of(Phrases, "en").intents)


def test_every_intent_that_a_set_phrase_answers_has_one() -> None:
    by_phrase = {name for name, entry in read_catalogue().items() if entry.handled_by == "phrase"} - {"repeat"}
    assert {f"phrase_{name}" for name in by_phrase} <= set(words_of(Phrases, "en").texts)
