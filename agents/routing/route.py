"""From findings to a route: the first rule that applies, with the next different one as runner-up."""

from agents.agent import Agent
from agents.routing.policy import OWNER, Condition, Rule, read_policy
from contracts.base import Contract
from contracts.errors import ConfigurationError
from contracts.findings import Candidate, HandledBy, RoutingFinding
from contracts.policy import ANGRY_TURNS, FALLBACK_QUEUE, MIN_INTENT_CONFIDENCE, PRIORITY_BY_URGENCY
from contracts.session import Dialogue
from contracts.turn import AgentTask


class Facts(Contract):
    """What rules may ask about a turn. An agent that is missing leaves its facts at their defaults."""

    understood: bool = False
    intent: str | None = None
    owner: str | None = None
    handled_by: HandledBy | None = None
    confident: bool = False
    safety_critical: bool = False
    angry: bool = False
    passages: bool = False
    urgency: float = 0.0


def load() -> Agent:
    """The agent, ready to run."""
    rules = read_policy()

    def find(task: AgentTask) -> RoutingFinding:
        return in_line(route(facts(task), rules), task.dialogue)

    return find


def in_line(found: RoutingFinding, dialogue: Dialogue) -> RoutingFinding:
    """The route of a conversation that may be waiting already: it keeps its place unless this turn is more urgent."""
    if found.queue is None or not dialogue.keeps_place(found.priority):
        return found
    reason = f"{found.reason}; the conversation keeps its place in line"
    return found.model_copy(update={"queue": dialogue.queue, "priority": dialogue.priority, "reason": reason})


def facts(task: AgentTask) -> Facts:
    """What the findings so far say."""
    intent, sentiment, knowledge = task.findings.intent, task.findings.sentiment, task.findings.knowledge
    angry_turns = task.dialogue.angry_turns_with(sentiment.score if sentiment else None)
    return Facts(
        understood=intent is not None or sentiment is not None,
        intent=intent.intent if intent else None,
        owner=intent.owner if intent else None,
        handled_by=intent.handled_by if intent else None,
        confident=intent is not None and intent.confidence >= MIN_INTENT_CONFIDENCE,
        safety_critical=sentiment is not None and sentiment.safety_critical,
        angry=angry_turns >= ANGRY_TURNS,
        passages=knowledge is not None and bool(knowledge.passages),
        urgency=max(intent.urgency if intent else 0.0, sentiment.urgency if sentiment else 0.0),
    )


def route(seen: Facts, rules: tuple[Rule, ...]) -> RoutingFinding:
    """The first rule that applies. Raises `ConfigurationError` if none does: a policy ends with a rule for the rest."""
    applying = [rule for rule in rules if applies(rule.when, seen)]
    if not applying:
        raise ConfigurationError("no rule of the routing policy applies: end it with one that has no conditions")
    chosen = applying[0]
    queue = _queue(chosen, seen)
    others = (
        r for r in applying[1:] if (r.kind, _queue(r, seen), r.reply_with) != (chosen.kind, queue, chosen.reply_with)
    )
    runner_up = next(others, None)
    return RoutingFinding(
        rule=chosen.rule,
        kind=chosen.kind,
        queue=queue,
        priority=chosen.priority or priority(seen.urgency),
        reason=chosen.reason,
        reply_with=chosen.reply_with,
        runner_up=Candidate(
            rule=runner_up.rule, kind=runner_up.kind, queue=_queue(runner_up, seen), reason=runner_up.reason
        )
        if runner_up
        else None,
    )


def applies(when: Condition, seen: Facts) -> bool:
    """Whether every condition that is given holds."""
    asked = when.model_dump(exclude_none=True, exclude={"intents"})
    return all(getattr(seen, name) == value for name, value in asked.items()) and (
        not when.intents or seen.intent in when.intents
    )


def priority(urgency: float) -> int:
    """Place in the queue, 1 (first) to 5, from urgency 0..1."""
    return next((place for least, place in PRIORITY_BY_URGENCY if urgency >= least), 5)


def _queue(rule: Rule, seen: Facts) -> str | None:
    if rule.queue != OWNER:
        return rule.queue
    return seen.owner if seen.owner not in (None, "none") else FALLBACK_QUEUE
