"""Somebody else takes over: the conversation goes back in line, to another queue, or to one person by name."""

from contracts.desk import Handover, Presence
from contracts.desk_api import Transfer
from contracts.errors import InvalidInput
from contracts.public import TranscriptEntry
from contracts.session import Person, Session
from conversations.at_desk import Seen, Step, take_step
from conversations.staff import Staffer
from conversations.stores import Desk, Sessions
from desk.hours import opening
from desk.steps import give_back, hand_to, transfer
from languages.phrases import phrases_in
from languages.policy import DEFAULT_LANGUAGE


def give_conversation_back(
    conversation_id: str, staffer: Staffer, note: str | None, sessions: Sessions, desk: Desk
) -> TranscriptEntry | None:
    """Put what a person holds back in line, at its place; returns the event that the customer is told.

    Raises `NotYours`, `NotFound`, `ConversationBusy` and `Unavailable`.
    """

    def decide(seen: Seen) -> Step:
        handover = seen.held_by(staffer.staff_id)
        change = give_back(handover, seen.opened.presences, seen.now, note)
        return Step(change, in_line(seen.session, handover), "left", staffer.person)

    return take_step(conversation_id, staffer.staff_id, decide, sessions, desk)


def transfer_conversation(
    conversation_id: str, staffer: Staffer, to: Transfer, sessions: Sessions, desk: Desk
) -> TranscriptEntry | None:
    """Hand a conversation to another queue, or offer it to one person; returns the event that the customer is told.

    Who supervises may move what others hold or wait for. Raises `InvalidInput` for a queue that does not exist or is
    closed and for somebody who is not at the desk, `NotYours`, `NotFound`, `ConversationBusy` and `Unavailable`.
    """

    def decide(seen: Seen) -> Step:
        handover = seen.handover if staffer.supervises else seen.held_by(staffer.staff_id)
        presences = seen.opened.presences
        if to.queue:
            change = transfer(handover, _staffed(to.queue, seen, desk), presences, seen.now, to.note)
            return Step(change, in_line(seen.session, handover, to.queue), "transferred", queue=to.queue)
        colleague = _colleague(to.staff_id or "", seen.session, desk)
        change = hand_to(handover, colleague, presences, seen.now, to.note)
        asked = Person(staff_id=colleague.staff_id, name=colleague.name)
        return Step(change, in_line(seen.session, handover), "transferred", asked)

    return take_step(conversation_id, staffer.staff_id, decide, sessions, desk)


def in_line(session: Session, handover: Handover, queue: str | None = None) -> Session:
    """Return a session whose customer waits for a person again."""
    waits = session.dialogue.changed(holder="queue", queue=queue or handover.queue, priority=handover.priority)
    return session.changed(dialogue=waits, person=None)


def _staffed(queue: str, seen: Seen, desk: Desk) -> str:
    """The queue, if there is one and somebody works it now: nobody is sent from a person to an empty room."""
    _, phrases = phrases_in(DEFAULT_LANGUAGE)
    rules = desk.tenant(seen.session.tenant).desk
    if queue not in phrases.queues and queue not in rules.queues:
        raise InvalidInput("queue", "there is no such queue")
    opened = opening(rules.site_of(queue), seen.now)
    if not opened.is_open:
        until = f" until {opened.opens_at:%Y-%m-%dT%H:%MZ}" if opened.opens_at else ""
        raise InvalidInput("queue", f"nobody works this queue{until}")
    return queue


def _colleague(staff_id: str, session: Session, desk: Desk) -> Presence:
    person = desk.presence(session.tenant, staff_id)
    if person is None or person.status != "available":
        raise InvalidInput("staff_id", "is not at the desk now")
    return person
