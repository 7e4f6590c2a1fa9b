"""How sure a route is: as sure as the least sure finding that decided it.

Each condition of the rule rests on one finding:

- the intent: its probability; for a rule that asks for doubt (`confident`, `likely` or `certain` is false) the rest
  up to 1
- a further request: the probability of the surest
- danger: the sentiment finding's urgency; anger and joy: how far the mood is from neutral
- passages: the probability that the best one answers
- what was said before, what is missing, and what was not found are certain: 1

A queue that the intent's owner decides rests on the intent too. A rule that rests on nothing has confidence 1.
"""

from collections.abc import Callable, Mapping
from typing import Final

from agents.routing.facts import Facts
from agents.routing.rules import OWNER, Rule


def confidence(rule: Rule, seen: Facts) -> float:
    """0..1, for a rule that applies to these facts."""
    strengths = [_strength(fact, values, seen) for fact, values in rule.when.allowed.items()]
    if rule.queue == OWNER and seen.confident:
        strengths.append(seen.intent_confidence)
    return round(min(strengths, default=1.0), 4)


def _strength(fact: str, values: frozenset[object], seen: Facts) -> float:
    if False in values:
        return 1.0 - seen.intent_confidence if fact in _DOUBTED else 1.0
    return _STRENGTH_OF[fact](seen) if fact in _STRENGTH_OF else 1.0


def _intent(seen: Facts) -> float:
    return seen.intent_confidence


def _further(seen: Facts) -> float:
    return seen.further_confidence


def _mood(seen: Facts) -> float:
    return abs(seen.score) if seen.mood_known else 1.0


def _passages(seen: Facts) -> float:
    return seen.answers


_DOUBTED: Final = ("confident", "likely", "certain")
_STRENGTH_OF: Final[Mapping[str, Callable[[Facts], float]]] = {
    **dict.fromkeys(("intent", "handled_by", "confident", "likely", "certain"), _intent),
    **dict.fromkeys(("further_intents", "several"), _further),
    **dict.fromkeys(("angry", "angry_now", "positive"), _mood),
    **dict.fromkeys(("passages", "strong_passages", "same_passage", "same_answer"), _passages),
    "safety_critical": lambda seen: seen.danger,
}
