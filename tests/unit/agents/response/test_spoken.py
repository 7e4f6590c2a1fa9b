"""Replies that are read aloud: short, without lists, and with every warning."""

import re
from typing import Any, Final

import pytest

from agents.response import load
from agents.response.grounding.stance import warns
from agents.response.policy import LIMITS
from contracts.findings.knowledge import Passage
from contracts.findings.lights import Light
from contracts.findings.personalization import DueItem
from contracts.findings.response import ResponseFinding
from contracts.session import Dialogue
from contracts.turn import AgentTask
from knowledge.chunks import split
from languages.phrases import phrases_in
from languages.served import SERVED_LANGUAGES
from tests.unit.agents.response.test_extract import DEMO, passage
from tests.unit.builders import intent, knowledge, person, routing, sentiment, task
from tests.unit.knowledge.reading import documents_below

LIMIT: Final = LIMITS["speech"].reply_chars
ANSWER: Final = routing("passages", "answer", None)
EMERGENCY: Final = routing("emergency", "emergency", "roadside")
SENTENCE_END: Final = (".", "!", "?", '."', ".)", "»")
QUESTIONS: Final = {
    "en": "What should I do?",
    "de": "Was soll ich tun?",
    "es": "¿Qué debo hacer?",
    "fr": "Que dois-je faire ?",
    "it": "Che cosa devo fare?",
}
PAGES: Final = [
    Passage(**stored.model_dump(include=set(Passage.model_fields)), answers=0.9, score=1, similarity=1)
    for document in documents_below(DEMO)
    for stored in split(document)
]
RECALL: Final = DueItem(kind="recall", model="Kite", detail="tailgate struts " * 25, overdue=True, warning="park_it")
STEPS: Final = "\n".join(
    f"{number}. Turn the wheel number {number} until it clicks into its place." for number in range(1, 9)
)
TABLE: Final = "| Where | Power | Kite |\n|---|:-:|---|\n| Socket | 2.3 kW | 29 hours |\n| Wallbox | 11 kW | 6 hours |"

OIL: Final = "Oil pressure and oil level lights"
RED_OIL: Final = "What does the red oil can light mean?"
YELLOW_OIL: Final = "What does the amber oil light mean?"
MEANINGS: Final = {"red": "It means that you must stop.", "yellow": "The level is low."}


def replied(given: AgentTask) -> ResponseFinding:
    finding = load()(given)
    assert isinstance(finding, ResponseFinding)
    return finding


def spoken(given: AgentTask) -> ResponseFinding:
    """The reply for a voice; what must hold of any such reply holds."""
    reply = replied(given.changed(channel="speech"))
    markers = sorted({int(number) for number in re.findall(r"\[(\d+)\]", reply.text)})
    assert markers == [citation.marker for citation in reply.citations]
    assert reply.speech == re.sub(r" \[\d+\]", "", reply.text)
    assert not re.search(r"\[\d+\]|\n|^– |[.:!?] – ", reply.speech)
    assert reply.speech.endswith(SENTENCE_END)
    return reply


def asking(*passages: Passage, language: str = "en", **changes: Any) -> AgentTask:
    found: dict[str, Any] = {"routing": ANSWER, "sentiment": sentiment(), "knowledge": knowledge(*passages)}
    return task(QUESTIONS[language], language=language, **(found | changes))


def said_of(page: Passage, reply: ResponseFinding) -> list[tuple[str, bool]]:
    """The units of a page that a reply says, and whether each must not be left out."""
    units = [(unit.kind, page.text[unit.start : unit.end]) for unit in page.units]
    words = [(kind, re.sub(r"^(?:– |\d+[.)] )", "", text)) for kind, text in units]
    return [
        (text, kind == "step" or warns(text, page.language))
        for kind, text in words
        if text.replace(" – ", ", ", 1).rstrip(".:") in reply.speech
    ]


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_of_every_demo_page_a_reply_is_as_long_as_the_limit_or_says_what_must_not_be_left_out(language: str) -> None:
    pages = [page for page in PAGES if page.language == language] or PAGES
    assert len(pages) > 70
    longer = 0
    for page in pages:
        reply = spoken(asking(page, language=language))
        if len(reply.speech) > LIMIT:
            longer += 1
            assert [text for text, needed in said_of(page, reply) if not needed][1:] == [], page.id
    assert longer < len(pages) / 8


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_of_every_demo_page_each_warning_that_is_shown_is_said(language: str) -> None:
    for page in [page for page in PAGES if page.language == language] or PAGES:
        given = asking(page, language=language)
        shown, heard = replied(given).text, spoken(given).speech
        for unit in page.units:
            text = page.text[unit.start : unit.end]
            if unit.kind != "row" and text in shown and warns(text, page.language):
                assert re.sub(r"^(?:– |\d+[.)] )", "", text) in heard, page.id


def test_a_short_answer_is_said_as_it_is_shown() -> None:
    given = asking(passage("The light means a fault. Stop as soon as it is safe."))
    assert spoken(given) == replied(given)


def test_a_table_is_said_row_by_row_in_sentences() -> None:
    reply = spoken(asking(passage("The Kite is full in 6 hours.", TABLE)))
    assert reply.speech == (
        "The Kite is full in 6 hours. Socket, Power: 2.3 kW; Kite: 29 hours. Wallbox, Power: 11 kW; Kite: 6 hours."
    )
    assert reply.text == f"{reply.speech} [1]"


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_who_hears_the_first_steps_is_told_that_there_are_more(language: str) -> None:
    page = passage(f"The wheel turns.\n\n{STEPS}").changed(language=language)
    reply = spoken(asking(page, language=language))
    assert reply.speech.startswith("The wheel turns. Turn the wheel number 1 until it clicks into its place. Turn the")
    assert reply.speech.endswith(f"place. {phrases_in(language)[1].texts['more_on_page']}")
    assert "number 8" not in reply.speech
    assert len(reply.speech) <= LIMIT


def test_no_step_before_a_warning_is_skipped() -> None:
    warned = STEPS.replace("Turn the wheel number 7 until it clicks", "Do not turn the wheel number 7 before it clicks")
    reply = spoken(asking(passage(warned)))
    assert [number for number in range(1, 9) if f"number {number}" in reply.speech] == [1, 2, 3, 4, 5, 6, 7]
    assert len(reply.speech) > LIMIT


def test_what_stands_around_a_quote_takes_its_room() -> None:
    page = passage(" ".join(f"This is sentence number {number} of a page about tyres." for number in range(20)))
    alone = spoken(asking(page))
    greeted = spoken(asking(page, personalization=person(first_name="Maximiliana-Alexandrina " * 4)))
    assert len(alone.speech) <= LIMIT
    assert len(greeted.speech) <= LIMIT
    assert greeted.citations[0].quote in alone.citations[0].quote
    assert greeted.citations[0].quote != alone.citations[0].quote


def test_a_recall_is_said_whole_whatever_its_length() -> None:
    given = asking(passage("The light means a fault."), personalization=person(due=(RECALL,)))
    [line] = [part for part in replied(given).text.split("\n\n") if "tailgate" in part]
    assert line in spoken(given).speech
    assert len(line) > LIMIT


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
@pytest.mark.parametrize("danger", ["fire", "crash", "self_harm", "brakes_failed", "unclear"])
def test_the_reply_to_a_danger_is_the_same_in_every_channel(danger: str, language: str) -> None:
    given = task("help", language=language, routing=EMERGENCY, sentiment=sentiment(danger=danger), country="GB")
    assert replied(given.changed(channel="speech")) == replied(given)


def test_another_page_that_answers_is_not_pointed_to() -> None:
    first, second = passage("The light means a fault."), passage("The lamp means a fault.")
    given = asking(first.changed(answers=0.9), second.changed(answers=0.9, source="b.md", id="b"))
    assert "See also" in replied(given).text
    assert "See also" not in spoken(given).text


def test_what_is_said_again_is_said_without_the_list_that_was_shown() -> None:
    shown = "You need:\n– a cable\n– a card [1]"
    given = task(
        "say that again",
        routing=routing("phrase", "answer", None),
        intent=intent("repeat", handled_by="phrase"),
        dialogue=Dialogue(last_reply=shown, turns=1),
    )
    assert spoken(given).speech == "You need: a cable. a card."


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_a_request_that_is_handed_over_is_said_with_the_page_that_may_help(language: str) -> None:
    page = passage(f"The wheel turns.\n\n{STEPS}").changed(language=language)
    reply = spoken(asking(page, language=language, routing=routing(), intent=intent(handled_by="person")))
    phrases = phrases_in(language)[1]
    assert phrases.queues["service_desk"] in reply.speech
    assert f"{phrases.texts['hand_over_related']} The wheel turns. Turn the wheel number 1" in reply.speech
    assert len(reply.speech) <= LIMIT


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_of_a_light_whose_colour_is_not_known_each_meaning_is_said_and_the_urgent_one_first(language: str) -> None:
    long = " ".join(f"It is described in part {number} of a long chapter on oil." for number in range(9))
    red = passage(f"It means that you must stop. {long}").changed(id="red", title=OIL, section=RED_OIL)
    yellow = passage(f"The level is low. {long}").changed(id="yellow", title=OIL, section=YELLOW_OIL)
    found = knowledge(yellow, red).changed(lights=(Light(symbol="oil"),))
    reply, phrases = spoken(asking(language=language, knowledge=found)), phrases_in(language)[1]
    parts = [f"{phrases.texts[f'light_if_{colour}']} {begins}" for colour, begins in MEANINGS.items()]
    assert sorted(parts, key=reply.speech.index) == parts
    assert len(reply.speech) <= LIMIT


@pytest.mark.parametrize(
    ("language", "asked", "row"),
    [
        ("en", "What tyre pressure does the Kite need?", "Kite, Tyre size: 215/50 R18;"),
        ("de", "Welchen Reifendruck braucht der Heron?", "Heron, Reifengröße: 225/45 R18;"),
        ("es", "¿Qué presión de neumáticos necesita el Heron?", "Heron, Medida del neumático: 225/45 R18;"),
        ("fr", "Quelle pression de pneus pour la Tern ?", "Tern, Dimension des pneus: 235/55 R19;"),
    ],
)
def test_the_row_that_is_asked_for_is_said_though_other_sentences_hold_more_of_the_question(
    language: str, asked: str, row: str
) -> None:
    [page] = [page for page in PAGES if page.language == language and f"– {row.replace(',', ' –', 1)}" in page.text]
    said = spoken(asking(page, language=language).changed(text=asked)).speech
    assert row in said
    assert len(said) <= LIMIT
