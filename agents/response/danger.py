"""What is said where somebody is in danger, or may be."""

from typing import Final

from agents.response.draft import Draft
from contracts.findings.intent import IntentFinding
from contracts.findings.of_turn import Findings
from contracts.findings.routing import ReplyWith, RoutingFinding
from contracts.policy import CERTAIN_INTENT_CONFIDENCE, CRISIS_QUEUE
from contracts.turn import AgentTask
from danger.advice import crisis_text, emergency_text
from danger.numbers import number_to_call
from danger.question import answer_to_question
from danger.settle import SELF_HARM, settled
from languages.phrases import Phrases

_SAY_ALL: Final[tuple[ReplyWith, ...]] = ("emergency", "confirm_release", "release")
"""Replies that say whom to call, or were told that all are safe: nothing about danger is added to them."""


def emergency(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """What to do first for this danger, then whom to call; who is not in danger may say so."""
    return Draft(text=emergency_text(task, phrases), suggestions=(phrases.texts["danger_no"],))


def whether_in_danger(task: AgentTask, route: RoutingFinding, draft: Draft, phrases: Phrases) -> Draft:
    """The draft with a short question where danger is not ruled out; alone, and without a passage, if nobody judged it.

    What the customer wants may be a call for help though nothing sounds like danger: that is asked too. A reply that
    asks whether everyone is safe, or was told, asks nothing more.

    "Nobody" is the sentiment agent: what the words say then stands until the turn is looked at again.
    """
    judged = settled(task.findings)
    asked = not judged.denied and (judged.level == "unsure" or _calls_for_help(task.findings.intent))
    if not asked or route.reply_with in _SAY_ALL or answer_to_question(task.text):
        return draft
    number, answers = number_to_call(task, phrases), (phrases.texts["danger_yes"], phrases.texts["danger_no"])
    if task.findings.sentiment is None:
        line = phrases.texts["danger_line"].format(number=number)
        return Draft(text=f"{line} {phrases.texts['danger_looked_at_again']}", suggestions=answers)
    question = phrases.texts["danger_question"].format(number=number)
    if judged.kind == SELF_HARM and route.reply_with == "phrase":
        return Draft(text=question, suggestions=answers)  # no shrug to somebody who may not want to live
    return draft.changed(text=f"{draft.text}\n\n{question}", suggestions=(*answers, *draft.suggestions))


def with_number(task: AgentTask, route: RoutingFinding, draft: Draft, phrases: Phrases) -> Draft:
    """The draft with whom to call, where an emergency is open, or nobody here reads what was written.

    It comes first, unless the message was judged and is harmless: then the answer does, and who is safe may say so. It
    is left out there once the customer was asked whether all are safe, which tells it too.
    Who may not want to live is told again what helps, in place of the desk's hours.
    """
    rescue = task.dialogue.rescue
    if route.reply_with in _SAY_ALL or not (rescue or task.foreign_language):
        return draft
    if rescue and task.dialogue.queue == CRISIS_QUEUE:
        line = crisis_text(task, phrases)
        rest = phrases.danger[SELF_HARM] if route.reply_with == "hand_over" else draft.text
        return draft.changed(text=f"{rest}\n\n{line}")
    line = phrases.texts["danger_line"].format(number=number_to_call(task, phrases))
    if task.foreign_language or not _is_harmless(task.findings):
        return draft.changed(text=f"{line}\n\n{draft.text}")
    if task.dialogue.safety_asked:
        return draft
    return draft.changed(text=f"{draft.text}\n\n{line}", suggestions=(*draft.suggestions, phrases.texts["danger_no"]))


def _is_harmless(findings: Findings) -> bool:
    return findings.sentiment is not None and settled(findings).level == "harmless"


def _calls_for_help(intent: IntentFinding | None) -> bool:
    """Whether it is one beyond doubt: a doubtful label of that name is mostly a message that fits no other."""
    return intent is not None and intent.handled_by == "emergency" and intent.confidence >= CERTAIN_INTENT_CONFIDENCE
