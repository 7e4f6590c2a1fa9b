"""Who is at the desk: they come, go away for a while, leave, or are gone without a word."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from contracts.desk import Change, Handover, Presence
from contracts.desk_api import PresenceWanted
from contracts.errors import ConversationBusy, CurbsideError, NotFound, NotYours
from contracts.public import TranscriptEntry
from contracts.session import Person
from contracts.staff import Staff
from conversations.at_desk import Seen, Step, take_step
from conversations.pass_along import in_line
from conversations.stores import Desk, Sessions
from desk.policy import GONE_SECONDS, HEARTBEAT_SECONDS
from desk.steps import give_back, pass_on
from observe.log import log, where
from store.retry import tries

GivenBack = Callable[[str, TranscriptEntry | None], None]
"""Is told of each conversation that went back in line, and of the event that its customer is told."""


def set_presence(
    staff: Staff, wanted: PresenceWanted, sessions: Sessions, desk: Desk, given_back: GivenBack
) -> Presence:
    """Store what a person does from now on.

    Who goes away is asked no more, and keeps what they hold; who leaves gives it back, each conversation at its place.
    Raises `ConversationBusy` and `Unavailable`.
    """
    person = _changed(staff, desk, lambda before, now: _as_wanted(staff, wanted, before, now))
    if wanted.status != "available":
        let_go(person, sessions, desk, given_back, all_of_it=wanted.status == "offline")
    return desk.presence(staff.tenant, staff.staff_id) or person


def keep_alive(staff: Staff, desk: Desk) -> None:
    """Note that a person's cockpit is there. Raises `ConversationBusy` and `Unavailable`."""
    person = desk.presence(staff.tenant, staff.staff_id)
    if person is None or person.status == "offline":
        return
    if datetime.now(UTC) - person.seen_at > timedelta(seconds=HEARTBEAT_SECONDS / 2):
        _changed(staff, desk, lambda before, now: before.changed(seen_at=now) if before else None)


def is_gone(person: Presence, now: datetime) -> bool:
    """Whether a person's cockpit has not been heard of for too long."""
    silent = now - person.seen_at > timedelta(seconds=GONE_SECONDS)
    return silent and (person.status != "offline" or bool(person.holds))


def send_home(person: Presence, sessions: Sessions, desk: Desk, given_back: GivenBack) -> None:
    """Take somebody who is gone from the desk: what they held goes back in line. Raises `Unavailable`."""
    if desk.change(Change(presences=(person.changed(status="offline", reason="gone"),))):
        let_go(person, sessions, desk, given_back, all_of_it=True)


def let_go(person: Presence, sessions: Sessions, desk: Desk, given_back: GivenBack, *, all_of_it: bool) -> None:
    """Take back what a person is asked to take and, with `all_of_it`, what they hold. Raises nothing for single ones.

    What cannot be given back now is taken back when the desk is next looked at.
    """

    def decide(seen: Seen) -> Step:
        handover = seen.handover
        if handover.staff_id != person.staff_id:
            raise NotYours("somebody else has it by now")
        if handover.state == "offered":
            return Step(pass_on(handover, person.staff_id, seen.opened.presences, seen.now))
        if not all_of_it:
            raise NotYours("they keep it")
        return _given_back(handover, person, seen)

    for conversation_id in person.holds:
        try:
            told = take_step(conversation_id, person.staff_id, decide, sessions, desk)
        except (NotYours, NotFound):
            continue
        except CurbsideError as error:
            log("error", "conversation not given back", {"conversation_id": conversation_id, "where": where(error)})
            continue
        given_back(conversation_id, told)


def _given_back(handover: Handover, person: Presence, seen: Seen) -> Step:
    change = give_back(handover, seen.opened.presences, seen.now)
    who = Person(staff_id=person.staff_id, name=person.name)
    return Step(change, in_line(seen.session, handover), "left", who)


def _as_wanted(staff: Staff, wanted: PresenceWanted, before: Presence | None, now: datetime) -> Presence:
    known = before or Presence(
        staff_id=staff.staff_id, name=staff.name, tenant=staff.tenant, region=staff.region, idle_since=now, seen_at=now
    )
    back = wanted.status == "available" and known.status != "available"
    return known.changed(
        name=staff.name,
        status=wanted.status,
        reason=wanted.reason,
        skills=staff.skills,
        capacity=staff.capacity,
        idle_since=now if back else known.idle_since,
        seen_at=now,
    )


def _changed(staff: Staff, desk: Desk, change: Callable[[Presence | None, datetime], Presence | None]) -> Presence:
    for _ in tries():
        person = change(desk.presence(staff.tenant, staff.staff_id), datetime.now(UTC))
        if person is None:
            raise NotYours("say first that you are at the desk")
        if desk.change(Change(presences=(person,))):
            return person
    raise ConversationBusy
