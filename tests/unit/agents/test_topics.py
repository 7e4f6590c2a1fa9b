"""Which passages are asked back about, and how."""

import pytest

from agents import response, routing
from agents.topics import topics_to_ask
from contracts.findings.knowledge import KnowledgeFinding, Passage, PassageHeading
from contracts.findings.response import ResponseFinding
from contracts.findings.routing import ReplyWith, RoutingFinding
from contracts.session import Dialogue
from contracts.turn import AgentTask
from languages.phrases import phrases_in
from tests.unit import builders

LEASING = PassageHeading(id="leasing#1", section="What does leasing cost?", language="en", answers=0.3)
BUYING = PassageHeading(id="buying#1", section="What does buying cost?", language="en", answers=0.2)
GERMAN = PassageHeading(id="de/leasing#1", section="Was kostet Leasing?", language="de", answers=0.25)


def task(
    text: str = "what would it cost me a month",
    *,
    passages: tuple[Passage, ...] = (),
    near: tuple[PassageHeading, ...] = (LEASING, GERMAN, BUYING),
    after: ReplyWith | None = None,
) -> AgentTask:
    found = KnowledgeFinding(passages=passages, near=near)
    dialogue = Dialogue(last_reply_with=after)
    return builders.task(
        text, knowledge=found, intent=builders.intent("sales"), sentiment=builders.sentiment(), dialogue=dialogue
    )


def replied(asked: AgentTask, route: RoutingFinding) -> ResponseFinding:
    reply = response.load()(asked.changed(findings=asked.findings.changed(routing=route)))
    assert isinstance(reply, ResponseFinding)
    return reply


@pytest.mark.parametrize(
    ("language", "topics"),
    [("en", (LEASING, BUYING, GERMAN)), ("de", (GERMAN, LEASING, BUYING)), ("it", (LEASING, GERMAN, BUYING))],
)
def test_what_may_be_meant_is_offered_in_the_customers_language_first(
    language: str, topics: tuple[PassageHeading, ...]
) -> None:
    assert topics_to_ask(task().changed(language=language)) == topics


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "Pages with a heading in German exist in that language only."),
        ("de", "Seiten mit einer Überschrift auf Englisch gibt es nur in dieser Sprache."),
        ("fr", "Les pages dont le titre est en anglais n'existent que dans cette langue."),
    ],
)
def test_headings_in_another_language_are_said_to_be_that(language: str, note: str) -> None:
    near = (LEASING, GERMAN) if language == "en" else (LEASING, BUYING)
    for route in (builders.routing("ask_topic", "answer", None), builders.routing("hand_over", "queue", "sales")):
        reply = replied(task("what would it cost me a month?", near=near).changed(language=language), route)
        assert note in reply.text
    own = replied(task(near=(LEASING, BUYING)), builders.routing("ask_topic", "answer", None))
    assert own.text == phrases_in("en")[1].texts["ask_topic"]


def test_it_is_asked_once() -> None:
    assert topics_to_ask(task(after="ask_topic")) == ()


def test_what_answers_is_not_asked_about() -> None:
    assert topics_to_ask(task(passages=(builders.passage(answers=0.4),))) == ()


@pytest.mark.parametrize(
    ("text", "topics"),
    [("battery", ("Section 1", "Section 2")), ("battery winter", ("Section 1", "Section 2")), ("is my battery ok", ())],
)
def test_a_word_or_two_that_fit_several_passages_are_asked_about(text: str, topics: tuple[str, ...]) -> None:
    passages = (builders.passage(1, answers=0.45), builders.passage(2, answers=0.4))
    assert tuple(one.section for one in topics_to_ask(task(text, passages=passages, near=()))) == topics


@pytest.mark.parametrize("passages", [(0.9, 0.4), (0.5,)])
def test_a_word_that_fits_one_passage_surely_or_alone_is_answered(passages: tuple[float, ...]) -> None:
    found = tuple(builders.passage(number, answers=answers) for number, answers in enumerate(passages))
    assert topics_to_ask(task("battery", passages=found, near=())) == ()


def test_the_reply_asks_with_the_headings_as_buttons() -> None:
    asked = task(near=(LEASING, BUYING))
    route = routing.load()(asked)
    assert isinstance(route, RoutingFinding)
    assert (route.rule, route.reply_with) == ("which_topic", "ask_topic")
    reply, phrases = replied(asked, route), phrases_in("en")[1]
    assert reply.text == phrases.texts["ask_topic"]
    assert reply.suggestions == (LEASING.section, BUYING.section, phrases.intents["speak_to_person"])
    assert not reply.citations


def test_without_topics_the_usual_question_is_asked_and_that_no_page_was_found_is_said() -> None:
    reply, texts = replied(task(near=()), builders.routing("ask_topic", "answer", None)), phrases_in("en")[1].texts
    assert reply.text == f"{texts['not_known']} {texts['clarify']}"
    for said in ("hm, leasing", "🚗?"):
        asked_back = replied(task(said, near=()), builders.routing("ask_topic", "answer", None))
        assert asked_back.text == texts["clarify"]


def test_who_is_handed_over_with_a_question_is_offered_what_may_answer_it() -> None:
    route, phrases = builders.routing("hand_over", "queue", "sales"), phrases_in("en")[1]
    asked = replied(task("what would it cost me a month?", near=(LEASING, BUYING)), route)
    assert asked.text.endswith(phrases.texts["hand_over_topics"])
    assert asked.suggestions == (LEASING.section, BUYING.section)
    wished = replied(task("I would like to lease a Kite"), route)
    assert phrases.texts["hand_over_topics"] not in wished.text
    assert not wished.suggestions
