"""Set phrases in four languages."""

import re
from datetime import date
from string import Formatter

import pytest

from agents.intent.catalogue import read_catalogue
from agents.response.phrases import Phrases, all_phrases, named_language, phrases_in
from conversations.policy import GREETING_SUGGESTIONS

LANGUAGES = ("en", "de", "fr", "es")
TABLES = ("texts", "danger", "queues", "intents", "languages")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def table(phrases: Phrases, name: str) -> dict[str, str]:
    found: dict[str, str] = getattr(phrases, name)
    return found


def test_there_are_four_languages_and_each_can_name_the_others() -> None:
    assert tuple(all_phrases()) == LANGUAGES
    assert all(set(phrases.languages) == set(LANGUAGES) for phrases in all_phrases().values())


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("name", TABLES)
def test_a_language_says_everything_that_english_says(language: str, name: str) -> None:
    english, other = table(all_phrases()["en"], name), table(all_phrases()[language], name)
    assert set(other) == set(english)
    assert all(text.strip() for text in other.values())
    assert {key: placeholders(text) for key, text in other.items()} == {
        key: placeholders(text) for key, text in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_country_is_unknown_the_great_numbers_are_named(language: str) -> None:
    assert {"112", "911"} <= set(re.findall(r"\d+", all_phrases()[language].texts["emergency_number_unknown"]))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("in French please", "fr"),
        ("können wir auf Englisch weitermachen", "en"),
        ("¿podemos seguir en alemán?", "de"),
        ("je préfère l'espagnol", "es"),
        ("another language", None),
    ],
)
def test_a_language_is_known_by_its_name_in_any_language(said: str, meant: str | None) -> None:
    assert named_language(said) == meant


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_has_twelve_months(language: str) -> None:
    assert len(set(all_phrases()[language].months)) == 12


def test_a_day_is_written_in_words() -> None:
    assert phrases_in("en")[1].day(date(2027, 3, 1)) == "1 March 2027"
    assert phrases_in("de")[1].day(date(2026, 12, 31)) == "31. Dezember 2026"
    assert phrases_in("es")[1].day(date(2026, 12, 31)) == "31 de diciembre de 2026"


@pytest.mark.parametrize("language", ["it", "xx", ""])
def test_a_language_without_phrases_gets_english(language: str) -> None:
    used, phrases = phrases_in(language)
    assert used == "en"
    assert phrases is all_phrases()["en"]


def test_every_suggested_intent_exists() -> None:
    assert set(all_phrases()["en"].intents) <= set(read_catalogue())
    assert set(GREETING_SUGGESTIONS) <= set(all_phrases()["en"].intents)


def test_every_intent_that_a_set_phrase_answers_has_one() -> None:
    by_phrase = {name for name, entry in read_catalogue().items() if entry.handled_by == "phrase"} - {"repeat"}
    assert {f"phrase_{name}" for name in by_phrase} <= set(all_phrases()["en"].texts)
