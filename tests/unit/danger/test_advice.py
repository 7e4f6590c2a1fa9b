"""The reply to a danger: advice, the number that is right where the customer is."""

import pytest

from contracts.findings.of_turn import Findings
from contracts.findings.personalization import PersonalizationFinding
from contracts.findings.sentiment import SentimentFinding
from contracts.turn import AgentTask
from danger.advice import emergency_text
from danger.numbers import numbers_by_country
from danger.settle import SELF_HARM
from languages.phrases import Phrases
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of


def text(kind: str, country: str | None, language: str = "en") -> str:
    sentiment = SentimentFinding(
        sentiment="negative", score=-1, emotion="sadness", urgency=1, safety_critical=True, reason=kind
    )
    person = PersonalizationFinding(identified=True, country=country)
    task = AgentTask(text="help", language=language, findings=Findings(sentiment=sentiment, personalization=person))
    return emergency_text(task, words_of(Phrases, language))


@pytest.mark.parametrize(
    ("country", "number"), [("GB", "999"), ("DE", "112"), ("US", "911"), ("AU", "000"), ("NZ", "111"), ("TR", "112")]
)
def test_the_number_is_that_of_the_customers_country(country: str, number: str) -> None:
    assert f"call {number} now" in text("brakes", country)


@pytest.mark.parametrize("country", [None, "ZZ"])
@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_without_a_known_country_both_great_numbers_are_named(country: str | None, language: str) -> None:
    said = text("fire", country, language)
    assert "112" in said
    assert "911" in said


def test_advice_for_the_danger_comes_before_the_number() -> None:
    said = text("water", "DE", "de")
    assert said.startswith(words_of(Phrases, "de").danger["water"])
    assert said.index("112") > len(words_of(Phrases, "de").danger["water"])


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_who_thinks_of_ending_their_life_hears_of_a_crisis_line_and_nothing_of_cars(language: str) -> None:
    said = text(SELF_HARM, "DE", language)
    assert "0800 1110111" in said
    assert "112" in said
    assert said.startswith(words_of(Phrases, language).danger[SELF_HARM])


def test_where_no_crisis_line_is_known_the_emergency_number_remains() -> None:
    said = text(SELF_HARM, "PL")
    assert "112" in said
    assert "None" not in said
    assert "{" not in said


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_every_country_has_numbers_that_can_be_dialled_and_every_language_says_them(language: str) -> None:
    for country, numbers in numbers_by_country().items():
        assert numbers.emergency.isdigit(), country
        assert (numbers.crisis or "0").replace(" ", "").isdigit(), country
        assert numbers.emergency in text("smoke", country, language)
