"""What happens at a tenant's desk although nobody does anything: offers are made and lapse, waits are reported."""

from dataclasses import dataclass
from datetime import UTC, datetime

from contracts.desk import Change, Handover, Presence
from contracts.desk_rules import DeskRules
from conversations.presence import GivenBack, is_gone, send_home
from conversations.stores import Desk, Sessions
from desk.due import due, escalate
from desk.match import matches
from desk.steps import pass_on
from store.desk import Floor


@dataclass
class Attended:
    """What was done."""

    offers: int = 0
    lapsed: int = 0
    escalated: int = 0


def attend(tenant: str, sessions: Sessions, desk: Desk, given_back: GivenBack) -> Attended:
    """See to a tenant's desk: who is gone, what is due, who is asked to take what. May be done at any time, by several.

    Each thing is written at the versions that were read, so that of two who do it one succeeds. Raises `Unavailable`.
    """
    rules, now, done = desk.tenant(tenant).desk, datetime.now(UTC), Attended()
    floor = desk.floor(tenant)
    gone = [person for person in floor.presences.values() if is_gone(person, now)]
    for person in gone:
        send_home(person, sessions, desk, given_back)
    for handover in floor.handovers:
        _see_to(handover, floor, rules, now, desk, done)
    done.offers = _offer(desk.floor(tenant), rules, now, desk)
    return done


def _see_to(handover: Handover, floor: Floor, rules: DeskRules, now: datetime, desk: Desk, done: Attended) -> None:
    match due(handover, rules, now):
        case "lapse":
            change = pass_on(handover, handover.staff_id or "", floor.presences, now)
            done.lapsed += desk.change(change)
        case "escalate":
            done.escalated += desk.change(escalate(handover, rules, now))


def _offer(floor: Floor, rules: DeskRules, now: datetime, desk: Desk) -> int:
    """Make the offers; returns how many were made. One that somebody was faster than is left to them."""
    written: dict[str, int] = {}
    for change in matches(floor.handovers, floor.presences.values(), rules, now):
        people = tuple(_at_version(person, written) for person in change.presences)
        if desk.change(Change(change.handover, people)):
            written.update({person.staff_id: (person.version or 0) + 1 for person in people})
    return len(written)


def _at_version(person: Presence, written: dict[str, int]) -> Presence:
    """A person at the version that an offer before this one has written."""
    return person.changed(version=written.get(person.staff_id, person.version))
