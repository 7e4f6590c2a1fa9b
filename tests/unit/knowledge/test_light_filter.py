"""Passages about the warning light that is meant."""

from typing import Any

import pytest

from contracts.findings.knowledge import KnowledgeFinding, Passage
from contracts.findings.lights import Light
from knowledge.light_filter import about_lights, by_meaning, light_to_ask, lights_of
from tests.unit.builders import knowledge, passage

OIL = "Oil pressure and oil level lights"
RED = passage(1, "It means stop.", title=OIL, section="What does the red oil can light mean?")
YELLOW = passage(2, "The level is low.", title=OIL, section="What does the amber oil light mean?")
TOP_UP = passage(3, "Use the dipstick.", title=OIL, section="How do I top up?")
BRAKE = passage(4, "It means stop.", title="Brake warning light", section="What does the red brake light mean?")
GENERAL = passage(5, "Book a visit.", title="Appointments", section="How do I book?")
FLASHING = passage(6, "A flashing amber engine light means a misfire.", title="Engine light", section="Why?")
STEADY = passage(7, "A steady amber engine light means a fault.", title="Engine light", section="What is it?")
ALL = (YELLOW, GENERAL, BRAKE, TOP_UP, RED)


def light(symbol: str, **told: Any) -> Light:
    return Light(symbol=symbol, **told)


def found(*passages: Passage, lights: tuple[Light, ...]) -> KnowledgeFinding:
    return knowledge(*passages).changed(lights=lights)


def test_a_passage_is_about_the_light_of_its_heading_or_else_of_its_title() -> None:
    assert lights_of(RED) == (light("oil", colour="red"),)
    assert lights_of(TOP_UP) == (light("oil"),)
    assert lights_of(GENERAL) == ()


def test_colour_and_state_may_stand_in_the_first_sentence() -> None:
    assert lights_of(FLASHING) == (light("engine", colour="yellow", state="flashing"),)
    later = passage(text="Keep calm. A red oil light means stop.", title=OIL, section="What now?")
    assert lights_of(later) == (light("oil"),)


@pytest.mark.parametrize(
    ("language", "title", "section", "expected"),
    [
        ("de", "Ölkontrollleuchte", "Was bedeutet die gelbe Leuchte?", light("oil", colour="yellow")),
        ("fr", "Voyant moteur", "Pourquoi le voyant clignote-t-il ?", light("engine", state="flashing")),
        ("es", "Frenos", "¿Qué significa la luz roja de freno?", light("brake", colour="red")),
        ("it", "Spia dei freni", "Cosa significa se è rossa?", light("brake", colour="red")),
    ],
)
def test_documents_in_every_language_say_which_light_they_are_about(
    language: str, title: str, section: str, expected: Light
) -> None:
    assert lights_of(passage(language=language, title=title, section=section)) == (expected,)


def test_a_document_in_another_language_is_about_no_light_that_we_know_of() -> None:
    assert lights_of(RED.changed(language="nl")) == ()


def test_passages_about_another_light_or_another_colour_are_left_out() -> None:
    assert about_lights(ALL, [light("oil", colour="yellow")]) == (YELLOW, TOP_UP, GENERAL)
    assert about_lights(ALL, [light("oil", colour="red")]) == (RED, TOP_UP, GENERAL)
    assert about_lights((STEADY, FLASHING), [light("engine", state="flashing")]) == (FLASHING,)
    assert about_lights(ALL, [light("abs")]) == (GENERAL,)


def test_without_a_light_all_stay() -> None:
    assert about_lights(ALL, []) == ALL


def test_what_says_to_stop_comes_first_while_the_colour_is_open() -> None:
    assert about_lights(ALL, [light("oil")]) == (RED, YELLOW, TOP_UP, GENERAL)


def test_of_two_lights_the_passages_about_either_stay() -> None:
    assert about_lights(ALL, [light("oil", colour="yellow"), light("brake")]) == (BRAKE, YELLOW, TOP_UP, GENERAL)


def test_what_tells_the_colour_leads_where_the_colour_is_known() -> None:
    assert about_lights((TOP_UP, YELLOW), [light("oil", colour="yellow")]) == (YELLOW, TOP_UP)
    assert about_lights((TOP_UP, YELLOW), [light("oil")]) == (TOP_UP, YELLOW)


def test_an_open_light_is_asked_for_where_it_may_mean_to_stop_or_the_best_passage_holds_for_one_colour() -> None:
    oil, tyres = light("oil"), light("tyre_pressure")
    title = "Tyre pressure light"
    cold = passage(8, "It is the cold.", title=title, section="Why in winter?")
    steady = passage(9, "A steady tyre pressure light means low pressure.", title=title, section="What is it?")
    assert light_to_ask(found(TOP_UP, lights=(oil,))) == oil
    assert light_to_ask(found(cold, steady, lights=(tyres,))) is None
    assert light_to_ask(found(steady, cold, lights=(tyres,))) == tyres


def test_nothing_is_asked_where_nothing_could_be_answered_or_the_meaning_is_clear() -> None:
    assert light_to_ask(found(lights=(light("oil"),))) is None
    assert light_to_ask(found(RED, lights=(light("oil", colour="red"),))) is None
    assert light_to_ask(found(RED, lights=(light("oil"), light("brake")))) is None
    assert light_to_ask(found(GENERAL, lights=())) is None


def test_each_meaning_has_its_first_passage_and_the_urgent_one_leads() -> None:
    assert by_meaning(ALL, light("oil")) == [("red", RED), ("yellow", YELLOW)]
    assert by_meaning((STEADY, FLASHING), light("engine")) == [("flashing", FLASHING), ("steady", STEADY)]
    assert by_meaning(ALL, light("oil", colour="red")) == []
