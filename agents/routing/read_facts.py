"""What the findings and the dialogue so far say of what rules may ask."""

import re
from functools import cache

from agents.asked import asked_by_a_stranger, items_of, records_asked
from agents.policy import ANSWER_CHARS, SURE_ANSWER
from agents.routing.facts import Facts
from agents.routing.policy import ANGRY_TURNS, STALLED_TURNS
from agents.topics import topics_to_ask
from contracts.findings.intent import IntentFinding
from contracts.findings.knowledge import KnowledgeFinding
from contracts.findings.sentiment import SentimentFinding
from contracts.policy import ANGRY_SCORE, CERTAIN_INTENT_CONFIDENCE, LIKELY_INTENT_CONFIDENCE, MIN_INTENT_CONFIDENCE
from contracts.session import Dialogue
from contracts.tenant import OTHERS
from contracts.turn import AgentTask
from danger.question import answer_to_question
from danger.settle import SELF_HARM, settled
from knowledge.light_filter import light_to_ask, lights_of
from languages.courtesies import courtesy_in_small_talk, courtesy_of
from languages.numbers_asked import NumberAsked, number_asked
from languages.questions import asks, asks_what_holds, requests
from languages.topic import merged, words_of_all
from languages.topics.courtesies import Courtesies
from languages.withdrawals import needs_nobody, says_all_safe, withdraws


def facts(task: AgentTask) -> Facts:
    """What the findings and the dialogue so far say."""
    found, dialogue = task.findings, task.dialogue
    mood = found.sentiment.score if found.sentiment else None
    urgencies = [finding.urgency for finding in (found.intent, found.sentiment) if finding]
    return Facts.model_validate(
        {
            **_of_intent(found.intent),
            **_of_danger(task),
            **_of_sentiment(found.sentiment),
            **_of_knowledge(found.knowledge, dialogue),
            "corrects": task.meant is not None,
            "asked_of_another": _asked_of_another(task),
            "understood": bool(urgencies),
            "urgency": max(urgencies, default=0.0),
            **_of_words(task),
            **_of_record(task),
            "which_topic": bool(topics_to_ask(task)),
            "angry": dialogue.angry_turns_with(mood) >= ANGRY_TURNS,
            **_of_dialogue(dialogue),
        }
    )


def _of_intent(intent: IntentFinding | None) -> dict[str, object]:
    if intent is None:
        return {}
    further = [other for other in intent.further_intents if other.confidence >= MIN_INTENT_CONFIDENCE]
    return {
        "intent": intent.intent,
        "owner": intent.owner,
        "handled_by": intent.handled_by,
        "confident": intent.confidence >= MIN_INTENT_CONFIDENCE,
        "follow_up": intent.follow_up,
        "likely": intent.confidence >= LIKELY_INTENT_CONFIDENCE,
        "certain": intent.confidence >= CERTAIN_INTENT_CONFIDENCE,
        "further_intents": tuple(other.intent for other in further),
        "several": bool(further),
        "intent_confidence": intent.confidence,
        "further_confidence": max((other.confidence for other in further), default=0.0),
    }


def _of_danger(task: AgentTask) -> dict[str, object]:
    danger, answer = settled(task.findings), answer_to_question(task.text)
    safe = answer in ("safe", "no_emergency")
    return {
        "safe": safe,
        "all_safe": safe or says_all_safe(task.text),
        "safety_critical": danger.level == "danger" or answer == "in_danger",
        "danger_unsure": danger.level == "unsure",
        "self_harm": danger.level == "danger" and danger.kind == SELF_HARM,
        "danger": danger.probability,
    }


def _of_words(task: AgentTask) -> dict[str, object]:
    opening = task.dialogue.turns == 0
    courtesy = courtesy_of(task.text, opening=opening)
    if courtesy is None and _is_small_talk(task.findings.intent):
        courtesy = courtesy_in_small_talk(task.text, opening=opening)
    return {
        "thanks": says_thanks(task.text),
        "courtesy": courtesy,
        "withdraws": withdraws(task.text),
        "needs_nobody": needs_nobody(task.text),
        "number_asked": _number_asked(task),
        "question": asks(task.text),
        "requests": requests(task.text),
        "what_holds": asks_what_holds(task.text) and not _names_a_time(task.findings.intent),
    }


def _names_a_time(intent: IntentFinding | None) -> bool:
    return intent is not None and any(slot.type in ("date", "time") for slot in intent.slots)


def _number_asked(task: AgentTask) -> NumberAsked | None:
    asked = number_asked(task.text)
    return asked if asked == "emergency" or OTHERS in task.contacts else None


def _is_small_talk(intent: IntentFinding | None) -> bool:
    """Whether the message is small talk and nothing else."""
    return (
        intent is not None
        and intent.intent == "small_talk"
        and intent.confidence >= MIN_INTENT_CONFIDENCE
        and not intent.further_intents
    )


def _of_record(task: AgentTask) -> dict[str, object]:
    """An open recall is nothing to be told and left at that: somebody has to act on it, or look for one."""
    person, asked = task.findings.personalization, set(records_asked(task))
    if person and (items_of(task, ("recall",)) or "recalls" in person.unchecked):
        asked -= {"recall"}
    return {
        "on_record": bool(asked),
        "stranger": asked_by_a_stranger(task),
        "booked": bool(items_of(task, ("appointment",))),
    }


def _of_sentiment(sentiment: SentimentFinding | None) -> dict[str, object]:
    if sentiment is None:
        return {}
    return {
        "mood_known": True,
        "angry_now": sentiment.score <= ANGRY_SCORE and sentiment.emotion == "anger",
        "positive": sentiment.sentiment == "positive",
        "score": sentiment.score,
    }


def _of_knowledge(knowledge: KnowledgeFinding | None, dialogue: Dialogue) -> dict[str, object]:
    if knowledge is None:
        return {}
    asked: dict[str, object] = {
        "which_light": _asks_which_light(knowledge, dialogue),
        "own_model": bool(knowledge.models),
        "other_make": knowledge.other_make,
    }
    if not knowledge.passages:
        return asked
    best = knowledge.passages[0]
    same = best.id == dialogue.last_passage
    return asked | {
        "passages": True,
        "strong_passages": best.answers >= SURE_ANSWER or bool(knowledge.lights and lights_of(best)),
        "same_passage": same,
        "same_answer": same and dialogue.stalled_turns > 0 and len(best.text) <= ANSWER_CHARS,
        "answers": best.answers,
    }


def _asks_which_light(knowledge: KnowledgeFinding, dialogue: Dialogue) -> bool:
    light = light_to_ask(knowledge)
    asked = dialogue.light if dialogue.last_reply_with == "ask_light" else None
    return light is not None and (asked is None or asked.symbol != light.symbol)


def _asked_of_another(task: AgentTask) -> bool:
    knowledge = task.findings.knowledge
    return knowledge is not None and bool(knowledge.models) and knowledge.question not in (None, task.text)


def _of_dialogue(dialogue: Dialogue) -> dict[str, object]:
    waits = dialogue.holder == "queue"
    return {
        "angry_before": dialogue.angry_turns > 0,
        "after": dialogue.last_reply_with,
        "waiting": waits,
        "rescue": dialogue.rescue,
        "waiting_in": dialogue.queue if waits else None,
        "waiting_priority": dialogue.priority if waits else None,
        "stalled": dialogue.stalled_turns >= STALLED_TURNS - 1,
    }


def says_thanks(text: str) -> bool:
    """Whether a message thanks, in any language: people thank in the other's."""
    return _thanks().search(text) is not None


@cache
def _thanks() -> re.Pattern[str]:
    words = merged(each.thanks for each in words_of_all(Courtesies))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
