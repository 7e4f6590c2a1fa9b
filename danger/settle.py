"""What all that was found says of danger: words first, refined by the agents that answered. Pure.

The sentiment agent has read the words too, and the meaning: where it answered its judgement stands, but what is a
danger by its words alone is asked back about at least. Where the agent sees more than the words do, and what the
customer wants is harmless beyond doubt, its verdict is lowered by one step; a model's word on what they want does not
count for that. No intent raises it: a label of ordinary requests takes a denial for a call for help. A wish to die that
the words alone tell of stands where the agent names no other kind. While the agent is missing the words stand. What a
customer denies of a message of their own is no danger, whoever judges.
"""

from typing import Final

from contracts.findings.danger import DangerFinding, DangerLevel
from contracts.findings.intent import IntentFinding
from contracts.findings.of_turn import Findings
from contracts.findings.sentiment import SentimentFinding
from contracts.policy import CERTAIN_INTENT_CONFIDENCE
from danger.policy import DANGER_BEYOND_DOUBT, HARMLESS_INTENTS_EXCEPT

SELF_HARM: Final = "self_harm"
"""The kind of danger of somebody who does not want to live."""
UNCLEAR: Final = "unclear"
"""The kind of a danger that is of no one kind surely."""
_NOT_JUDGED: Final = DangerFinding(level="harmless", probability=0.0)
_LEVELS: Final[tuple[DangerLevel, ...]] = ("harmless", "unsure", "danger")


def settled(findings: Findings) -> DangerFinding:
    """Return the judgement on which a turn is routed."""
    words, mood, intent = findings.danger, findings.sentiment, findings.intent
    if intent is not None and intent.answers_question:
        return _NOT_JUDGED
    if mood is None or (words is not None and words.denied):
        return words or _NOT_JUDGED
    found = _of_mood(mood)
    return found if words is None else _corrected(found, words, intent)


def _corrected(found: DangerFinding, words: DangerFinding, intent: IntentFinding | None) -> DangerFinding:
    """Return the sentiment agent's judgement beside what the words say, and what the customer wants."""
    if words.level == "danger":
        found = _at_least_unsure(found)
    elif intent is not None and _may_be_lowered(found, words) and _is_surely_harmless(intent):
        found = found.changed(level=_LEVELS[_LEVELS.index(found.level) - 1])
    wishes_to_die = words.kind == SELF_HARM and found.level != "harmless" and found.kind in (None, UNCLEAR)
    return found.changed(kind=SELF_HARM) if wishes_to_die else found


def _at_least_unsure(found: DangerFinding) -> DangerFinding:
    return found.changed(level="unsure") if found.level == "harmless" else found


def _of_mood(mood: SentimentFinding) -> DangerFinding:
    probability = mood.urgency if mood.danger is None else mood.danger
    return DangerFinding(level=_level(mood), probability=probability, kind=mood.reason, model=mood.model)


def _level(mood: SentimentFinding) -> DangerLevel:
    if mood.safety_critical:
        return "danger"
    return "unsure" if mood.unsure else "harmless"


def _may_be_lowered(found: DangerFinding, words: DangerFinding) -> bool:
    """Whether there is doubt: never where somebody does not want to live, nor where the words alone say as much."""
    doubtful = found.level != "harmless" and found.kind != SELF_HARM and found.probability < DANGER_BEYOND_DOUBT
    return doubtful and _LEVELS.index(words.level) < _LEVELS.index(found.level)


def _is_surely_harmless(intent: IntentFinding) -> bool:
    """Whether nobody asks so in danger. A set phrase proves nothing: people in danger still say hello."""
    wanted = {intent.intent, *(further.intent for further in intent.further_intents)}
    confidence = intent.confidence if intent.confidence_alone is None else intent.confidence_alone
    certain = confidence >= CERTAIN_INTENT_CONFIDENCE and intent.handled_by != "phrase"
    return certain and not wanted & set(HARMLESS_INTENTS_EXCEPT)
