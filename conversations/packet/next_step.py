"""What to do next: from the danger that nobody has answered, or from why it was handed over and what is wanted."""

from contracts.findings.routing import RoutingFinding
from contracts.packet import Danger
from conversations.packet.words import Words

_WITHOUT_A_TOPIC = "speak_to_person"


def next_step(dangers: list[Danger], route: RoutingFinding | None, intents: list[str], words: Words) -> str | None:
    """Return what to do next; None where neither route nor request says it.

    `dangers` are those that wait for a person's answer, `intents` the requests, both in order.
    """
    if dangers:
        return words.next_by_danger.get(dangers[-1].kind, words.next_by_danger["others"])
    by_rule = words.next_by_rule.get(route.rule) if route else None
    by_intent = words.next_by_intent.get(topic_of(intents) or "")
    return " ".join(filter(None, (by_rule, by_intent))) or None


def topic_of(intents: list[str]) -> str | None:
    """Return the last request that names a topic: "a person, please" names none while there is another."""
    topics = [intent for intent in intents if intent != _WITHOUT_A_TOPIC]
    return next(reversed(topics or intents), None)
