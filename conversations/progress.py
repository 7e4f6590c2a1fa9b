"""Whether a turn brought the customer further, so that routing notices when a conversation goes in circles. Pure."""

from typing import Any, Final, Literal

from contracts.findings.knowledge import KnowledgeFinding
from contracts.findings.lights import Light
from contracts.policy import CERTAIN_INTENT_CONFIDENCE
from contracts.session import Dialogue
from contracts.turn import TurnAnswer

AGAIN: Final = "repeat"
"""Saying the last reply again: the conversation stands where it stood."""
_ENDING: Final = ("small_talk", "affirm", "cancel")
"""After these the last answer is done with: whoever asks the same later asks anew."""
_MISSED: Final = ("deny", "out_of_scope")
"""A set phrase for these leaves the customer where they were, unless nobody could help: beyond doubt out of scope."""


def loop_state(before: Dialogue, answer: TurnAnswer) -> dict[str, Any]:
    """The fields of the dialogue that tell of loops, once `answer` has been given."""
    if says_again(answer):
        return {}
    made = progress(before, answer)
    stalled = {"forward": 0, "stalled": before.stalled_turns + 1, "neither": before.stalled_turns}[made]
    return {
        "last_reply_with": answer.route.reply_with,
        "last_passage": _last_passage(before, answer),
        "asked_about": _asked_about(before, answer),
        "last_question": _last_question(before, answer),
        "light": _light(before, answer),
        "stalled_turns": stalled,
    }


def says_again(answer: TurnAnswer) -> bool:
    """Whether the last reply was said again."""
    return _said(answer, AGAIN)


def progress(before: Dialogue, answer: TurnAnswer) -> Literal["forward", "stalled", "neither"]:
    """Forward: a new answer, a person, or a wish dropped. Stalled: a question back, the same words, a shrug.

    What colour a light has, or which passage is meant, is a question that brings the customer nearer to the answer, and
    is asked once only.
    """
    match answer.route.reply_with:
        case "passages":
            quote = answer.reply.citations[0].quote if answer.reply.citations else None
            return "stalled" if quote and quote in (before.last_reply or "") else "forward"
        case "clarify":
            return "stalled"
        case "ask_light" | "ask_topic":
            return "neither"
        case "phrase" if _said(answer, *_MISSED):
            return "neither" if _beyond_doubt_out_of_scope(answer) else "stalled"
        case "phrase" if not _said(answer, "cancel"):
            return "neither"
        case _:
            return "forward"


def _last_passage(before: Dialogue, answer: TurnAnswer) -> str | None:
    """A question back or a "no" lets the last answer stand, so that giving it once more is noticed."""
    match answer.route.reply_with:
        case "passages" if answer.reply.citations:
            return answer.reply.citations[0].passage_id
        case "clarify" | "ask_light" | "ask_topic":
            return before.last_passage
        case "phrase" if not _said(answer, *_ENDING):
            return before.last_passage
        case _:
            return None


def _asked_about(before: Dialogue, answer: TurnAnswer) -> str | None:
    """What was offered first: who asks on without choosing is likely to mean it.

    Who is handed over, or helped in an emergency, goes on about the page that was found, shown or not; where none was,
    about the one before.
    """
    found = _knowledge(answer)
    offered = next((one.id for one in (*found.passages, *found.near)), None)
    match answer.route.reply_with:
        case "ask_topic":
            return offered
        case "hand_over" | "emergency":
            return offered or before.asked_about or before.last_passage
        case _:
            return None


def _last_question(before: Dialogue, answer: TurnAnswer) -> str | None:
    """What the passage answers that the customer may go on from."""
    question = _knowledge(answer).question
    if _asked_about(before, answer):
        return question or before.last_question
    match _last_passage(before, answer):
        case None:
            return None
        case same if same == before.last_passage and answer.route.reply_with != "passages":
            return before.last_question
        case _:
            return question


def _light(before: Dialogue, answer: TurnAnswer) -> Light | None:
    """What the customer may tell more of, or go on to another colour from, as long as the last answer stands."""
    if answer.route.reply_with in ("passages", "ask_light", "emergency"):
        return next(iter(_knowledge(answer).lights), None)
    return before.light if _last_passage(before, answer) else None


def _knowledge(answer: TurnAnswer) -> KnowledgeFinding:
    return answer.findings.knowledge or KnowledgeFinding(passages=())


def _beyond_doubt_out_of_scope(answer: TurnAnswer) -> bool:
    intent = answer.findings.intent
    return intent is not None and intent.intent == "out_of_scope" and intent.confidence >= CERTAIN_INTENT_CONFIDENCE


def _said(answer: TurnAnswer, *intents: str) -> bool:
    """Whether a set phrase answered one of these intents."""
    intent = answer.findings.intent
    return answer.route.reply_with == "phrase" and intent is not None and intent.intent in intents
