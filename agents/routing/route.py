"""From findings to a route: the first rule that applies, with the next different one as runner-up."""

from agents.agent import Agent
from agents.asked import records_asked
from agents.routing.confidence import confidence
from agents.routing.facts import Facts
from agents.routing.policy import PRIORITY_BY_URGENCY
from agents.routing.read_facts import facts
from agents.routing.rules import OWNER, WAITING, Condition, Rule, read_rules
from contracts.errors import ConfigurationError
from contracts.findings.routing import RoutingFinding, RunnerUp
from contracts.policy import FALLBACK_QUEUE
from contracts.session import Dialogue
from contracts.turn import AgentTask


def load() -> Agent:
    """The agent, ready to run. Raises `ConfigurationError` if the policy makes no sense."""
    rules = read_rules()

    def find(task: AgentTask) -> RoutingFinding:
        found = in_line(route(facts(task), rules), task.dialogue)
        return found.changed(records=records_asked(task)) if found.reply_with == "record" else found

    return find


def in_line(found: RoutingFinding, dialogue: Dialogue) -> RoutingFinding:
    """The route of a conversation that may be waiting already: it keeps its place unless this turn is more urgent."""
    if found.queue is None or not dialogue.keeps_place(found.queue, found.priority):
        return found
    reason = f"{found.reason}; the conversation keeps its place in line"
    return found.changed(queue=dialogue.queue, priority=dialogue.priority, reason=reason)


def route(seen: Facts, rules: tuple[Rule, ...]) -> RoutingFinding:
    """The first rule that applies. Raises `ConfigurationError` if none does: a policy ends with a rule for the rest."""
    applying = (rule for rule in rules if applies(rule.when, seen))
    chosen = next(applying, None)
    if chosen is None:
        raise ConfigurationError("no rule of the routing policy applies: end it with one that has no conditions")
    runner_up = next((rule for rule in applying if _leads(rule, seen) != _leads(chosen, seen)), None)
    return RoutingFinding(
        rule=chosen.rule,
        kind=chosen.kind,
        queue=_queue(chosen, seen),
        priority=chosen.priority or priority(seen.urgency),
        reason=chosen.reason,
        confidence=confidence(chosen, seen),
        reply_with=chosen.reply_with,
        runner_up=_considered(runner_up, seen) if runner_up else None,
    )


def applies(when: Condition, seen: Facts) -> bool:
    """Whether every condition that is given holds."""
    return all(_fits(getattr(seen, fact), values) for fact, values in when.allowed.items())


def priority(urgency: float) -> int:
    """Place in the queue, 1 (first) to 5, from urgency 0..1."""
    return next((place for least, place in PRIORITY_BY_URGENCY if urgency >= least), 5)


def _fits(value: object, values: frozenset[object]) -> bool:
    return not values.isdisjoint(value) if isinstance(value, tuple) else value in values


def _leads(rule: Rule, seen: Facts) -> tuple[str, str | None, str]:
    return rule.kind, _queue(rule, seen), rule.reply_with


def _considered(rule: Rule, seen: Facts) -> RunnerUp:
    return RunnerUp(
        rule=rule.rule,
        kind=rule.kind,
        queue=_queue(rule, seen),
        reason=rule.reason,
        confidence=confidence(rule, seen),
    )


def _queue(rule: Rule, seen: Facts) -> str | None:
    """A guess does not choose the queue: who owns it is asked only of an intent that is no mere guess."""
    if rule.queue == WAITING:
        return seen.waiting_in or FALLBACK_QUEUE
    if rule.queue != OWNER:
        return rule.queue
    return seen.owner if seen.confident and seen.owner not in (None, "none") else FALLBACK_QUEUE
