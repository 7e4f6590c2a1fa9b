"""Who is asked to take which hand-over: by place in line, and of those who fit the best who waited longest for work."""

from collections.abc import Iterable
from datetime import datetime

from contracts.desk import Change, Handover, Presence
from contracts.desk_rules import DeskRules, Step
from contracts.policy import EMERGENCY_PRIORITY
from desk.steps import offer


def matches(
    handovers: Iterable[Handover], presences: Iterable[Presence], rules: DeskRules, now: datetime
) -> list[Change]:
    """Return the offers to be made now, so that nobody waits while somebody who fits has a place free.

    Each change is of records as they are after those before it. An emergency is offered to nobody: it rings for all who
    fit, and the first to claim it has it.
    """
    people = {person.staff_id: person for person in presences}
    made: list[Change] = []
    line = (one for one in handovers if one.state == "waiting" and one.priority != EMERGENCY_PRIORITY)
    for handover in sorted(line, key=lambda one: one.rank):
        fitting = [person for person in people.values() if may_take(handover, person, rules, now)]
        if not fitting:
            continue
        chosen = min(fitting, key=lambda person: _order(handover, person))
        made.append(offer(handover, chosen, now))
        people.update((person.staff_id, person) for person in made[-1].presences)
    return made


def may_take(handover: Handover, person: Presence, rules: DeskRules, now: datetime) -> bool:
    """Whether a person would be asked to take a hand-over now: they are there, have a place free, and fit.

    An emergency asks for no free place: it must not wait in silence while all who fit are busy.
    """
    return (
        person.status == "available"
        and (handover.priority == EMERGENCY_PRIORITY or person.free_places(handover.channel) > 0)
        and fits(person, handover, step_at(handover, rules, now))
    )


def step_at(handover: Handover, rules: DeskRules, now: datetime) -> Step:
    """Return what is asked of who takes a hand-over, after the time it has waited. An emergency waits for nobody."""
    steps = rules.of_queue(handover.queue).steps
    if handover.priority == EMERGENCY_PRIORITY:
        return steps[-1]
    waited = (now - handover.entered_at).total_seconds()
    return [step for step in steps if step.after_seconds <= max(waited, 0)][-1]


def fits(person: Presence, handover: Handover, step: Step) -> bool:
    """Whether a person masters what a step asks for."""
    skills, needs = person.skills, handover.needs
    return (
        skills.languages.get(needs.language, 0) >= step.language
        and skills.topics.get(handover.queue, 0) >= step.topic
        and (needs.brand is None or skills.brands.get(needs.brand, 0) >= step.brand)
    )


def _order(handover: Handover, person: Presence) -> tuple[bool, int, datetime, str]:
    """Sorts those who fit: who has not passed it on, who masters most, who waits longest for work."""
    skills, needs = person.skills, handover.needs
    mastery = (
        skills.languages.get(needs.language, 0)
        + skills.topics.get(handover.queue, 0)
        + skills.brands.get(needs.brand or "", 0)
    )
    return person.staff_id in handover.passed_by, -mastery, person.idle_since, person.staff_id
