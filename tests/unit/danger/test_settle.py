"""Words, sentiment and intent say together whether somebody is in danger."""

import pytest

from contracts.findings.danger import DangerFinding, DangerLevel
from contracts.findings.of_turn import Findings
from contracts.findings.sentiment import SentimentFinding
from danger.policy import DANGER_BEYOND_DOUBT
from danger.settle import SELF_HARM, UNCLEAR, settled
from tests.unit import builders


def words(level: DangerLevel, kind: str | None = None) -> DangerFinding:
    return DangerFinding(level=level, probability=0.5, kind=kind)


def mood(level: DangerLevel, probability: float = 0.5, kind: str = "brakes") -> SentimentFinding:
    found = builders.sentiment(danger=kind if level == "danger" else None)
    return found.changed(danger=probability, unsure=level == "unsure")


CERTAIN = builders.intent("book_service", confidence=0.95)
"""Beyond doubt, and harmless."""


def level(**found: object) -> DangerLevel:
    return settled(Findings.model_validate(found)).level


@pytest.mark.parametrize("said", ["harmless", "unsure", "danger"])
def test_while_sentiment_is_missing_the_words_stand(said: DangerLevel) -> None:
    assert level(danger=words(said)) == said


def test_where_nobody_judged_nothing_is_called_a_danger() -> None:
    assert level() == "harmless"


@pytest.mark.parametrize("said", ["harmless", "unsure", "danger"])
def test_where_sentiment_answered_its_judgement_stands(said: DangerLevel) -> None:
    assert level(danger=words("unsure"), sentiment=mood(said)) == said


@pytest.mark.parametrize(("said", "lowered"), [("danger", "unsure"), ("unsure", "harmless")])
def test_a_harmless_intent_beyond_doubt_lowers_by_one_step_what_the_words_do_not_say(
    said: DangerLevel, lowered: DangerLevel
) -> None:
    assert level(danger=words("harmless"), sentiment=mood(said), intent=CERTAIN) == lowered
    assert level(danger=words(said), sentiment=mood(said), intent=CERTAIN) == said


def test_no_intent_lowers_a_danger_beyond_doubt_or_the_wish_to_die() -> None:
    sure = mood("danger", DANGER_BEYOND_DOUBT)
    assert level(danger=words("harmless"), sentiment=sure, intent=CERTAIN) == "danger"
    assert level(danger=words("harmless"), sentiment=mood("danger", kind=SELF_HARM), intent=CERTAIN) == "danger"


@pytest.mark.parametrize("name", ["roadside_assistance", "warning_light", "emergency"])
def test_an_intent_behind_which_a_danger_may_be_lowers_nothing(name: str) -> None:
    intent = builders.intent(name, confidence=0.95)
    assert level(danger=words("harmless"), sentiment=mood("unsure"), intent=intent) == "unsure"


def test_a_set_phrase_lowers_nothing() -> None:
    hello = builders.intent("small_talk", confidence=0.99, handled_by="phrase")
    assert level(danger=words("harmless"), sentiment=mood("danger"), intent=hello) == "danger"


def test_a_supervisor_that_judged_no_words_lowers_nothing() -> None:
    assert level(sentiment=mood("danger"), intent=CERTAIN) == "danger"


def test_a_further_request_for_help_lowers_nothing() -> None:
    further = CERTAIN.changed(further_intents=[{"intent": "emergency", "confidence": 0.5}])
    assert level(danger=words("harmless"), sentiment=mood("unsure"), intent=further) == "unsure"


def test_the_intent_alone_makes_no_danger_of_a_denial() -> None:
    emergency = builders.intent("emergency", confidence=0.9).changed(handled_by="emergency")
    assert level(danger=words("harmless"), intent=emergency) == "harmless"
    assert level(danger=words("harmless"), sentiment=mood("harmless"), intent=emergency) == "harmless"


def test_what_is_a_danger_by_its_words_alone_is_at_least_asked_back_about() -> None:
    assert level(danger=words("danger"), sentiment=mood("harmless"), intent=CERTAIN) == "unsure"
    assert level(danger=words("danger"), sentiment=mood("danger"), intent=CERTAIN) == "danger"


def test_the_kind_that_the_words_name_stands_where_danger_is_not_ruled_out() -> None:
    found = Findings(danger=words("unsure", SELF_HARM), sentiment=mood("unsure"), intent=CERTAIN)
    assert (settled(found).level, settled(found).kind) == ("unsure", SELF_HARM)


@pytest.mark.parametrize(("named", "kind"), [(UNCLEAR, SELF_HARM), ("crash", "crash")])
def test_a_wish_to_die_that_the_words_tell_of_stands_where_no_other_kind_is_named(named: str, kind: str) -> None:
    found = {"danger": words("danger", SELF_HARM), "sentiment": mood("danger", kind=named)}
    assert settled(Findings.model_validate(found)).kind == kind


def test_a_finding_of_before_the_probability_was_said_is_read_by_its_urgency() -> None:
    before = builders.sentiment(danger="fire", urgency=0.9)
    assert settled(Findings(sentiment=before)).probability == pytest.approx(0.9)


def test_an_answer_to_our_own_question_is_no_danger() -> None:
    brakes = builders.intent("warning_light", confidence=1.0).changed(answers_question=True)
    assert level(danger=words("danger"), sentiment=mood("danger"), intent=brakes) == "harmless"
    assert level(danger=words("danger"), sentiment=mood("danger"), intent=CERTAIN) == "danger"


def test_what_a_customer_denies_of_their_own_message_is_no_danger_whoever_judges() -> None:
    denied = words("harmless").changed(denied=True)
    assert level(danger=denied, sentiment=mood("danger", 0.99, SELF_HARM)) == "harmless"
    assert level(danger=denied) == "harmless"
