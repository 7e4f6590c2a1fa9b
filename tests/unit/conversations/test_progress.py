"""Whether a turn brought the customer further."""

from typing import Any

import pytest

from contracts.findings.knowledge import KnowledgeFinding, PassageHeading
from contracts.findings.lights import Light
from contracts.findings.response import Citation, Reply
from contracts.session import Dialogue
from contracts.turn import AnalysisFindings, TurnAnswer
from conversations.dialogue import dialogue_after
from conversations.progress import progress
from tests.unit import builders

QUOTE = "Charge at night."


def cited(passage: str = "page-1#1", quote: str = QUOTE) -> TurnAnswer:
    """An answer that quotes a passage."""
    source: dict[str, Any] = {"title": "Page", "section": "Section", "source": "page.md"}
    citation = Citation(marker=1, passage_id=passage, quote=quote, **source)
    return builders.answer(reply=Reply(text=f"{quote} [1]", language="en", speech=quote, citations=(citation,)))


def said(reply_with: str, intent: str = "charging", confidence: float = 0.7) -> TurnAnswer:
    """A turn that was answered in another way."""
    queue = "customer_care" if reply_with == "hand_over" else None
    kind = "queue" if queue else "answer"
    findings = AnalysisFindings(intent=builders.intent(intent, confidence=confidence))
    return builders.answer("Something.", route=builders.routing(reply_with, kind, queue), findings=findings)


def after(*answers: TurnAnswer) -> Dialogue:
    dialogue = Dialogue()
    for answer in answers:
        dialogue = dialogue_after(dialogue, answer)
    return dialogue


@pytest.mark.parametrize(
    ("answer", "made"),
    [
        (cited(), "forward"),
        (said("hand_over"), "forward"),
        (said("phrase", "cancel"), "forward"),
        (said("clarify"), "stalled"),
        (said("phrase", "deny"), "stalled"),
        (said("phrase", "out_of_scope"), "stalled"),
        (said("phrase", "out_of_scope", 0.95), "neither"),
        (said("phrase", "small_talk"), "neither"),
        (said("phrase", "change_language"), "neither"),
    ],
)
def test_a_new_answer_or_a_person_is_progress_and_a_question_back_is_none(answer: TurnAnswer, made: str) -> None:
    assert progress(Dialogue(), answer) == made
    assert dialogue_after(Dialogue(stalled_turns=1), answer).stalled_turns == {"forward": 0, "stalled": 2}.get(made, 1)


def test_the_same_words_again_are_no_progress_and_other_words_of_the_passage_are() -> None:
    once = after(cited())
    assert progress(once, cited()) == "stalled"
    assert progress(once, cited(quote="Or at noon.")) == "forward"


def test_the_passage_that_was_quoted_is_remembered_while_it_may_come_again() -> None:
    assert after(cited()).last_passage == "page-1#1"
    for unhelpful in (said("clarify"), said("phrase", "deny"), said("phrase", "out_of_scope")):
        assert after(cited(), unhelpful).last_passage == "page-1#1"
    assert after(cited(), cited("page-2#1")).last_passage == "page-2#1"


@pytest.mark.parametrize(
    "ending", [said("phrase", "small_talk"), said("phrase", "affirm"), said("phrase", "cancel"), said("hand_over")]
)
def test_who_is_done_with_an_answer_may_ask_for_it_anew(ending: TurnAnswer) -> None:
    assert after(cited(), ending).last_passage is None


def test_saying_it_again_is_no_loop_and_changes_nothing() -> None:
    before = after(said("clarify"), cited())
    again = dialogue_after(before, said("phrase", "repeat"))
    for field in ("last_reply_with", "last_passage", "stalled_turns"):
        assert getattr(again, field) == getattr(before, field)
    assert again.last_reply_with == "passages"


def test_how_the_last_turn_was_answered_is_remembered() -> None:
    assert Dialogue().last_reply_with is None
    assert after(said("clarify")).last_reply_with == "clarify"
    assert after(said("clarify"), said("hand_over")).last_reply_with == "hand_over"


def test_an_answer_without_citations_is_one_all_the_same() -> None:
    found = after(builders.answer("Plain."))
    assert (found.stalled_turns, found.last_passage) == (0, None)


def test_the_question_that_was_answered_is_remembered_as_long_as_its_answer() -> None:
    answered = cited()
    found = builders.knowledge(builders.passage()).changed(question="How long does it charge?")
    answered = answered.changed(findings=AnalysisFindings(knowledge=found))
    assert after(answered).last_question == "How long does it charge?"
    assert after(answered, said("clarify")).last_question == "How long does it charge?"
    assert after(answered, said("phrase", "small_talk")).last_question is None


def test_who_is_handed_over_goes_on_about_what_was_found_or_about_what_was_spoken_of_before() -> None:
    page = builders.knowledge(builders.passage(2)).changed(question="Can I drive it first?")
    drive = said("hand_over", "test_drive")
    drive = drive.changed(findings=drive.findings.changed(knowledge=page))
    handed = after(cited(), drive)
    assert (handed.asked_about, handed.last_question, handed.last_passage) == (
        "page-2#1",
        "Can I drive it first?",
        None,
    )
    assert after(cited(), drive, said("hand_over")).asked_about == "page-2#1"
    assert after(cited(), said("hand_over")).asked_about == "page-1#1"


def test_a_light_is_remembered_as_long_as_the_answer_about_it() -> None:
    oil = Light(symbol="oil", colour="red")
    about_oil = cited().changed(findings=AnalysisFindings(knowledge=builders.knowledge().changed(lights=(oil,))))
    assert after(about_oil).light == oil
    assert after(about_oil, said("clarify")).light == oil
    assert after(about_oil, said("hand_over")).light is None
    assert after(about_oil, cited("page-2#1")).light is None


def test_in_an_emergency_too_the_light_and_the_page_are_remembered_for_whoever_puts_them_right() -> None:
    brake = Light(symbol="brake", colour="red")
    found = builders.knowledge(builders.passage(3)).changed(lights=(brake,), question="The red brake light?")
    alarm = builders.answer(
        "Stop.",
        route=builders.routing("emergency", "emergency", "roadside"),
        findings=AnalysisFindings(knowledge=found),
    )
    alarmed = after(alarm)
    assert (alarmed.light, alarmed.asked_about) == (brake, "page-3#1")


def test_which_passage_is_meant_may_be_asked_without_being_counted() -> None:
    assert progress(Dialogue(), said("ask_topic")) == "neither"


def test_what_was_asked_back_about_is_gone_on_from_until_the_next_answer() -> None:
    near = PassageHeading(id="leasing#1", section="What does leasing cost?", language="en", answers=0.3)
    found = KnowledgeFinding(passages=(), near=(near,), question="what would it cost me a month")
    asked = said("ask_topic").changed(findings=AnalysisFindings(knowledge=found))
    assert after(cited(), asked).asked_about == "leasing#1"
    assert after(cited(), asked).last_passage == "page-1#1"
    assert after(cited(), asked).last_question == "what would it cost me a month"
    assert after(asked, cited("page-2#1")).asked_about is None


def test_what_was_offered_is_remembered() -> None:
    asked = said("ask_topic")
    asked = asked.changed(reply=asked.reply.changed(suggestions=("leasing", "buying")))
    assert after(asked).offered == ("leasing", "buying")
    assert after(asked, cited()).offered == ()
