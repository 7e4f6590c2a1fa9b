"""The table of warning lights, and what has to be asked."""

from typing import Any

import pytest

from contracts.findings.lights import Light
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from languages.topics.warning_lights import WarningLights
from vehicles.lights_meant import Meant, lights_meant, question_about
from vehicles.warning_lights import OTHER, choices, may_mean_stop, meanings_of, same_light, table, undecided


def light(symbol: str, **told: Any) -> Light:
    return Light(symbol=symbol, **told)


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_each_symbol_has_words_and_a_name_in_every_language(language: str) -> None:
    words = words_of(WarningLights, language)
    assert set(words.kinds) - {OTHER} == set(words.names) == set(table())
    assert set(words.drawn) | set(words.alone) <= set(words.kinds)


@pytest.mark.parametrize("entry", table().values(), ids=table().keys())
def test_what_is_asked_tells_the_meanings_apart(entry: Any) -> None:
    told = [getattr(meaning, entry.ask) for meaning in entry.meanings] if entry.ask else []
    assert (len(entry.meanings) > 1) == (entry.ask is not None)
    assert len({value for value in told if value}) in (0, 2, 3)


@pytest.mark.parametrize(
    ("one", "asked", "answers"),
    [
        (light("oil"), "colour", ("red", "yellow")),
        (light("oil", state="flashing"), "colour", ("red", "yellow")),
        (light("temperature"), "colour", ("red", "yellow", "blue")),
        (light("engine"), "state", ("flashing", "steady")),
        (light("engine", colour="yellow"), "state", ("flashing", "steady")),
        (light("esp"), "state", ("steady", "flashing")),
    ],
)
def test_colour_or_state_is_asked_where_it_decides(one: Light, asked: str, answers: tuple[str, ...]) -> None:
    assert undecided(one) == asked
    assert choices(one, asked) == answers


@pytest.mark.parametrize(
    "one",
    [
        light("oil", colour="red"),
        light("engine", colour="red"),
        light("engine", state="flashing"),
        light("abs"),
        light("power_limited"),
        light(OTHER),
    ],
)
def test_nothing_is_asked_where_the_meaning_is_clear_or_no_table_knows_it(one: Light) -> None:
    assert undecided(one) is None


def test_the_urgent_meaning_of_an_open_light_comes_first() -> None:
    assert [meaning.urgency for meaning in meanings_of(light("temperature"))] == ["stop", "soon", "information"]
    assert may_mean_stop(light("engine", state="flashing"))
    assert not may_mean_stop(light("engine", state="steady", colour="yellow"))


def test_another_colour_or_state_is_another_light() -> None:
    assert same_light(light("oil"), light("oil", colour="red"))
    assert not same_light(light("oil", colour="yellow"), light("oil", colour="red"))
    assert not same_light(light("engine", state="steady"), light("engine", state="flashing"))
    assert not same_light(light("oil"), light("engine"))


@pytest.mark.parametrize(
    ("text", "language", "asked", "expected"),
    [
        ("the red one", "en", light("oil"), light("oil", colour="red")),
        ("it's orange", "en", light("oil"), light("oil", colour="yellow")),
        ("gelb", "de", light("oil"), light("oil", colour="yellow")),
        ("nicht rot, sondern gelb", "de", light("oil"), light("oil", colour="yellow")),
        ("elle clignote", "fr", light("engine"), light("engine", state="flashing")),
        ("no parpadea", "es", light("engine"), light("engine", state="steady")),
        ("è quella rossa", "it", light("battery"), light("battery", colour="red")),
        ("rouge", "en", light("oil"), light("oil", colour="red")),
        ("yellow", "en", light("engine", state="flashing"), light("engine", colour="yellow", state="flashing")),
        ("no idea, sorry", "en", light("oil"), light("oil")),
        ("das weiß ich nicht", "de", light("oil"), light("oil")),
        ("je ne sais pas", "fr", light("oil"), light("oil")),
        ("ni idea", "es", light("oil"), light("oil")),
        ("boh", "it", light("oil"), light("oil")),
    ],
)
def test_a_short_message_answers_what_was_asked_of_the_light(
    text: str, language: str, asked: Light, expected: Light
) -> None:
    assert lights_meant(text, language, asked) == Meant((expected,), answers=True)


@pytest.mark.parametrize(
    "text",
    ["how do I pair my phone?", "I want to talk to a person", "yellow seats cost how much extra in your shop please"],
)
def test_whoever_says_anything_else_begins_anew(text: str) -> None:
    assert lights_meant(text, "en", light("oil")) == Meant()


def test_a_colour_alone_means_nothing_unless_it_was_asked_for() -> None:
    assert lights_meant("the red one", "en", None) == Meant()


def test_a_light_that_is_named_counts_and_keeps_what_was_told_of_it_before() -> None:
    assert lights_meant("the battery light is red", "en", light("oil")) == Meant((light("battery", colour="red"),))
    told = lights_meant("the engine light is flashing", "en", light("engine", colour="yellow"))
    assert told == Meant((light("engine", colour="yellow", state="flashing"),))


def test_a_question_about_a_light_is_made_in_two_languages() -> None:
    found = question_about(light("oil", colour="yellow"), "de")
    assert found == "Was bedeutet die gelbe Leuchte Ölkanne? What does the amber oil can light mean?"
    assert question_about(light("oil"), "en") == "What does the oil can light mean?"


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Oil can", "oil"),
        ("the oil one", "oil"),
        ("die Bremse", "brake"),
        ("el de los frenos", "brake"),
        ("la batteria", "battery"),
        ("le moteur", "engine"),
    ],
)
def test_which_light_it_is_is_answered_by_its_name_alone(text: str, symbol: str) -> None:
    assert lights_meant(text, "en", light("other")) == Meant((light(symbol),), answers=True, nothing_else=True)


@pytest.mark.parametrize(
    ("language", "text", "symbol"),
    [
        ("fr", "celui de la direction", "steering"),
        ("de", "öl glaub ich", "oil"),
        ("es", "es el del aceite", "oil"),
        ("fr", "un volant", "steering"),
    ],
)
def test_which_light_it_is_is_answered_among_a_few_other_words(language: str, text: str, symbol: str) -> None:
    assert lights_meant(text, language, light("other")) == Meant((light(symbol),), answers=True)


@pytest.mark.parametrize("text", ["how do I change the oil?", "no idea", "it has nothing to do with the oil I think"])
def test_a_question_or_a_longer_message_is_no_answer_to_it(text: str) -> None:
    assert not lights_meant(text, "en", light("other")).answers


def test_more_than_a_name_is_no_mere_answer() -> None:
    assert not lights_meant("the brakes do not work", "en", light("other")).nothing_else
