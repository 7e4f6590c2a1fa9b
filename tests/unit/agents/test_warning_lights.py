"""Conversations about warning lights: knowledge, routing and response as they are, over the demo's pages."""

import shutil
from collections.abc import Callable
from functools import partial

import pytest

from agents import knowledge
from agents.intent.catalogue import read_catalogue
from agents.intent.classify import answer_about_light
from contracts.findings.intent import IntentFinding
from contracts.findings.lights import Light
from contracts.session import Dialogue
from contracts.turn import AgentTask, TurnAnswer
from encoder.local import LocalEncoder
from knowledge.__main__ import build, open_index
from knowledge.library import FixedLibrary
from languages.phrases import phrases_in
from languages.served import SERVED_LANGUAGES
from tests.unit import builders
from tests.unit.agents.talks import Talk, conversations
from tests.unit.conftest import DEMO
from vehicles.lights_meant import Meant, lights_meant, offered_lights


@pytest.fixture(scope="module")
def talk(encoder: LocalEncoder, tmp_path_factory: pytest.TempPathFactory) -> Talk:
    """Begins a conversation in a language. What the customer wants and feels is given: no head is judged here."""
    documents = tmp_path_factory.mktemp("lights")
    shutil.copytree(DEMO / "warning-lights", documents / "warning-lights")
    index = open_index(build(documents, tmp_path_factory.mktemp("index"), encoder=encoder), encoder)
    find = knowledge.load(encoder, FixedLibrary(index))
    return conversations(find)


def section(answer: TurnAnswer) -> str:
    return answer.reply.citations[0].section


def buttons(language: str, *values: str) -> tuple[str, ...]:
    return tuple(phrases_in(language)[1].texts[f"light_is_{value}"] for value in values)


OIL = {
    "en": "There's an oil can on my dash",
    "de": "Die Ölkanne leuchtet",
    "fr": "Le voyant d'huile est allumé",
    "es": "Se ha encendido el testigo del aceite",
    "it": "Si è accesa la spia dell'olio",
}
ENGINE = {
    "en": "The engine light is on",
    "de": "Die Motorkontrollleuchte ist an",
    "fr": "Le voyant moteur est allumé",
    "es": "Se ha encendido la luz del motor",
    "it": "Si è accesa la spia motore",
}
YELLOW = {"en": "it's orange", "de": "gelb", "fr": "c'est le jaune", "es": "es amarilla", "it": "è gialla"}
RED = {"en": "the red one", "de": "die rote", "fr": "rouge", "es": "la roja", "it": "è rossa"}
FLASHING = {"en": "it flashes", "de": "sie blinkt", "fr": "elle clignote", "es": "parpadea", "it": "lampeggia"}
UNSURE = {"en": "I don't know", "de": "keine Ahnung", "fr": "je ne sais pas", "es": "no lo sé", "it": "non lo so"}

EACH = pytest.mark.parametrize("language", SERVED_LANGUAGES)


@EACH
def test_the_colour_is_asked_for_with_the_colours_there_are_and_a_word_answers(talk: Talk, language: str) -> None:
    say = talk(language)
    asked = say(OIL[language])
    assert (asked.route.rule, asked.reply.citations) == ("which_light", ())
    assert asked.reply.text == phrases_in(language)[1].texts["light_colour_question"]
    assert asked.reply.suggestions == buttons(language, "red", "yellow")
    assert section(say(YELLOW[language])) == "What does the amber oil light mean?"


@EACH
def test_the_red_oil_can_is_told_to_stop(talk: Talk, language: str) -> None:
    say = talk(language)
    say(OIL[language])
    answer = say(RED[language])
    assert section(answer) == "What does the red oil can light mean?"
    assert "Stop as soon as it is safe" in answer.reply.text


@EACH
def test_whether_the_engine_light_flashes_is_asked_and_a_flashing_one_is_never_harmless(
    talk: Talk, language: str
) -> None:
    say = talk(language)
    asked = say(ENGINE[language])
    assert asked.reply.suggestions == buttons(language, "flashing", "steady")
    answer = say(FLASHING[language])
    assert section(answer) == "Why is the engine light flashing?"
    assert "No repair is needed" not in answer.reply.text


@EACH
@pytest.mark.parametrize("value", ["red", "yellow"])
def test_a_button_is_understood(talk: Talk, language: str, value: str) -> None:
    say = talk(language)
    say(OIL[language])
    headings = {"red": "What does the red oil can light mean?", "yellow": "What does the amber oil light mean?"}
    assert section(say(*buttons(language, value))) == headings[value]


@EACH
@pytest.mark.parametrize(
    ("value", "heading"),
    [("flashing", "Why is the engine light flashing?"), ("steady", "What does the amber engine light mean?")],
)
def test_a_button_for_a_state_is_understood(talk: Talk, language: str, value: str, heading: str) -> None:
    say = talk(language)
    say(ENGINE[language])
    assert section(say(*buttons(language, value))) == heading


@EACH
def test_it_is_asked_once_and_then_the_urgent_meaning_is_told_first(talk: Talk, language: str) -> None:
    say, texts = talk(language), phrases_in(language)[1].texts
    say(OIL[language])
    answer = say(UNSURE[language])
    headings = [citation.section for citation in answer.reply.citations]
    assert headings[:2] == ["What does the red oil can light mean?", "What does the amber oil light mean?"]
    assert 0 <= answer.reply.text.index(texts["light_if_red"]) < answer.reply.text.index(texts["light_if_yellow"])


def test_who_names_the_light_again_is_not_asked_again(talk: Talk) -> None:
    say = talk("en")
    say("my oil light is on")
    assert say("my oil light is on!").route.rule == "answered_by_knowledge"


def test_who_says_something_else_begins_anew(talk: Talk) -> None:
    say = talk("en")
    say("my oil light is on")
    assert say("Does my Veldra need AdBlue?").reply.citations[0].source.endswith("adblue-is-not-needed.md")
    found = say("and yellow?").findings.knowledge
    assert found is not None
    assert found.lights == ()


@pytest.mark.parametrize(
    ("language", "text", "heading"),
    [
        ("en", "yellow oil can", "What does the amber oil light mean?"),
        ("en", "flashing engine light", "Why is the engine light flashing?"),
        ("en", "blue thermometer on the dash", "What does the blue temperature light mean?"),
        ("en", "red engine light", "What does a red engine message mean?"),
        ("de", "Was bedeutet die gelbe Ölkanne?", "What does the amber oil light mean?"),
        ("de", "Die Motorkontrollleuchte blinkt", "Why is the engine light flashing?"),
        ("fr", "Que signifie le voyant d'huile orange ?", "What does the amber oil light mean?"),
        ("fr", "Le voyant moteur clignote", "Why is the engine light flashing?"),
        ("es", "¿Qué significa la luz roja de freno?", "What does the red brake light mean?"),
        ("es", "La luz del motor parpadea", "Why is the engine light flashing?"),
        ("it", "Cosa significa la spia rossa dei freni?", "What does the red brake light mean?"),
        ("it", "La spia motore lampeggia", "Why is the engine light flashing?"),
    ],
)
def test_a_light_with_its_colour_or_state_is_answered_at_once(
    talk: Talk, language: str, text: str, heading: str
) -> None:
    assert section(talk(language)(text)) == heading


def test_an_answer_about_a_light_is_understood_by_rule(intent_agent: Callable[[AgentTask], IntentFinding]) -> None:
    asked = Dialogue(light={"symbol": "oil"})
    say = partial(builders.task, dialogue=asked)
    assert intent_agent(say("gelb", language="de")) == answer_about_light(read_catalogue())
    assert not intent_agent(say("how do I pair my phone?")).follow_up


RED_OIL = {
    "en": "What does the red oil can mean?",
    "de": "Was bedeutet die rote Ölkanne?",
    "fr": "Que signifie le voyant d'huile rouge ?",
    "es": "¿Qué significa la luz roja de aceite?",
    "it": "Cosa significa la spia rossa dell'olio?",
}
AND_THE_YELLOW = {
    "en": "and the amber one?",
    "de": "und die gelbe?",
    "fr": "et le jaune ?",
    "es": "¿y la amarilla?",
    "it": "e quella gialla?",
}


@EACH
def test_one_goes_on_from_one_colour_of_a_light_to_another(talk: Talk, language: str) -> None:
    say = talk(language)
    assert section(say(RED_OIL[language])) == "What does the red oil can light mean?"
    assert section(say(AND_THE_YELLOW[language])) == "What does the amber oil light mean?"


def test_another_colour_leaves_open_whether_the_light_flashes() -> None:
    flashing = Light(symbol="engine", colour="yellow", state="flashing")
    assert lights_meant("and a red one?", "en", flashing).lights == (Light(symbol="engine", colour="red"),)
    assert lights_meant("it is steady now", "en", flashing).lights == (flashing.changed(state="steady"),)
    assert lights_meant("yes, it flashes", "en", flashing) == Meant()


SOME_LIGHT = {
    "en": "A warning light is on",
    "de": "Eine Warnleuchte ist an",
    "fr": "Un voyant est allumé",
    "es": "Se ha encendido un testigo",
    "it": "Si è accesa una spia",
}


@EACH
def test_which_light_it_is_is_asked_and_a_button_answers(talk: Talk, language: str) -> None:
    say = talk(language)
    asked = say(SOME_LIGHT[language])
    assert (asked.route.rule, asked.reply.citations) == ("which_light", ())
    assert asked.reply.text == phrases_in(language)[1].texts["light_symbol_question"]
    assert asked.reply.suggestions == offered_lights(language)
    then = say(asked.reply.suggestions[0])
    assert then.reply.text == phrases_in(language)[1].texts["light_colour_question"]
    assert section(say(RED[language])) == "What does the red oil can light mean?"


def test_a_colour_that_was_told_is_not_asked_for_again(talk: Talk) -> None:
    say = talk("en")
    say("there's a yellow warning light")
    assert section(say("Oil can")) == "What does the amber oil light mean?"


def test_which_light_it_is_is_asked_once(talk: Talk) -> None:
    say = talk("en")
    assert say("a warning light is on").route.reply_with == "ask_light"
    assert say("the warning light is on").route.reply_with != "ask_light"
