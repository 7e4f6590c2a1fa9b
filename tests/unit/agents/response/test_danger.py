"""Whom to call is said as long as an emergency is open."""

from typing import Any

import pytest

from agents.response import load
from contracts.findings.danger import DangerFinding
from contracts.findings.response import ResponseFinding
from contracts.findings.routing import ReplyWith
from contracts.policy import CERTAIN_INTENT_CONFIDENCE, CRISIS_QUEUE, EMERGENCY_PRIORITY
from contracts.session import Dialogue
from contracts.turn import AgentTask
from danger.settle import SELF_HARM
from languages.phrases import phrases_in
from tests.unit import builders

NUMBER = "999"


def replied(
    reply_with: ReplyWith, queue: str = "roadside", priority: int = EMERGENCY_PRIORITY, **changes: Any
) -> ResponseFinding:
    kind = "queue" if reply_with == "hand_over" else "answer"
    given: dict[str, Any] = {
        "intent": builders.intent("small_talk", handled_by="phrase"),
        "sentiment": builders.sentiment(),
        **changes,
    }
    task: AgentTask = builders.task(
        "what now?",
        routing=builders.routing(reply_with, kind, queue if kind == "queue" else None),
        country="GB",
        **{"dialogue": Dialogue(holder="queue", queue=queue, priority=priority, turns=1), **given},
    )
    found = load()(task)
    assert isinstance(found, ResponseFinding)
    return found


def reply(reply_with: ReplyWith, queue: str = "roadside", priority: int = EMERGENCY_PRIORITY, **changes: Any) -> str:
    return replied(reply_with, queue, priority, **changes).text


@pytest.mark.parametrize("reply_with", ["hand_over", "phrase", "clarify"])
def test_while_a_rescue_waits_every_reply_says_whom_to_call(reply_with: ReplyWith) -> None:
    assert NUMBER in reply(reply_with)
    assert NUMBER not in reply(reply_with, priority=3)


@pytest.mark.parametrize("reply_with", ["hand_over", "phrase"])
def test_in_a_rescue_the_number_comes_first_unless_the_message_was_judged_harmless(reply_with: ReplyWith) -> None:
    line = f"If anyone is in danger, call {NUMBER} now."
    harmless = replied(reply_with)
    assert line in harmless.text
    assert not harmless.text.startswith(line)
    assert "I am safe" in harmless.suggestions
    assert reply(reply_with, sentiment=builders.sentiment(unsure=True)).startswith(line)
    assert reply(reply_with, sentiment=None).startswith(line)


def test_once_it_was_asked_whether_all_are_safe_the_number_is_not_said_again_until_something_sounds_like_danger() -> (
    None
):
    asked = Dialogue(holder="queue", queue="roadside", priority=EMERGENCY_PRIORITY, turns=2, safety_asked=True)
    assert NUMBER not in reply("phrase", dialogue=asked)
    assert NUMBER in reply("phrase", dialogue=asked, sentiment=builders.sentiment(unsure=True))
    assert NUMBER in reply("phrase", dialogue=asked, sentiment=None)


def test_who_may_not_want_to_live_is_told_what_helps_and_no_hours_of_a_desk() -> None:
    text = reply("hand_over", CRISIS_QUEUE)
    assert "You do not have to carry it alone" in text
    assert NUMBER in text
    assert "You reach us" not in text


def test_what_nobody_here_can_read_is_answered_with_the_number_too() -> None:
    assert NUMBER in reply("phrase", priority=3, foreign_language="zh")


def test_who_may_not_want_to_live_gets_no_shrug() -> None:
    task = builders.task(
        "I would rather be dead",
        routing=builders.routing("phrase", "answer", None),
        intent=builders.intent("cancel", handled_by="phrase"),
        sentiment=builders.sentiment(unsure=True),
        danger=DangerFinding(level="unsure", probability=0.2, kind=SELF_HARM),
        country="GB",
    )
    found = load()(task)
    assert isinstance(found, ResponseFinding)
    question = phrases_in("en")[1].texts["danger_question"].format(number=NUMBER)
    assert found.text == question


@pytest.mark.parametrize(("confidence", "asked"), [(CERTAIN_INTENT_CONFIDENCE, True), (0.55, False)])
def test_a_doubtful_call_for_help_that_nothing_else_hears_is_not_asked_about(confidence: float, *, asked: bool) -> None:
    task = builders.task(
        "he perdido la llave",
        routing=builders.routing("phrase", "answer", None),
        intent=builders.intent("emergency", confidence=confidence, handled_by="emergency"),
        sentiment=builders.sentiment(),
        country="GB",
    )
    found = load()(task)
    assert isinstance(found, ResponseFinding)
    assert (NUMBER in found.text) == asked
