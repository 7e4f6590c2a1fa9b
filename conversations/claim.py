"""A person takes a conversation, or does not want it."""

from contracts.desk import NO_CHANGE, Handover, Presence
from contracts.errors import NotFound, NotYours, Taken
from contracts.public import TranscriptEntry
from contracts.session import Session
from conversations.at_desk import Seen, Step, take_step
from conversations.staff import Staffer
from conversations.stores import Desk, Sessions
from desk.match import fits
from desk.steps import claim, pass_on


def claim_conversation(
    conversation_id: str, staffer: Staffer, sessions: Sessions, desk: Desk
) -> TranscriptEntry | None:
    """Let a person have a conversation; returns the event that the customer is told, None where they had it already.

    Of several at the same instant one gets it. Raises `Taken` for the others, `NotYours` for who is not at the desk or
    could not help in this language or topic, `NotFound` where nobody waits, `ConversationBusy` and `Unavailable`.
    """

    def decide(seen: Seen) -> Step:
        handover = seen.handover
        person = _at_desk(seen, staffer)
        change = claim(handover, person, seen.opened.presences, seen.now)
        if change == NO_CHANGE:
            return Step(NO_CHANGE)
        if handover.state == "waiting" and not staffer.supervises:
            _refuse_unfit(handover, person, desk)
        return Step(change, _with_person(seen.session, staffer), "joined", staffer.person)

    return take_step(conversation_id, staffer.staff_id, decide, sessions, desk)


def claim_next(queue: str, staffer: Staffer, sessions: Sessions, desk: Desk) -> tuple[str, TranscriptEntry | None]:
    """Let a person have the first conversation of a line that they may take; returns its id and the event.

    Raises `NotFound` where there is none, and otherwise as a claim does.
    """
    floor, rules = desk.floor(staffer.tenant), desk.tenant(staffer.tenant).desk
    person = floor.presences.get(staffer.staff_id)
    line = (one for one in floor.handovers if one.queue == queue and one.state == "waiting")
    for handover in sorted(line, key=lambda one: one.rank):
        if person is not None and fits(person, handover, rules.of_queue(queue).steps[-1]):
            try:
                return handover.conversation_id, claim_conversation(handover.conversation_id, staffer, sessions, desk)
            except (Taken, NotFound):
                continue  # somebody was faster: the next one
    raise NotFound("queue", "nobody waits in this line whom you could take")


def decline_conversation(conversation_id: str, staffer: Staffer, sessions: Sessions, desk: Desk) -> None:
    """Take back the offer of a conversation to a person who does not want it. Raises as a claim does."""

    def decide(seen: Seen) -> Step:
        return Step(pass_on(seen.handover, staffer.staff_id, seen.opened.presences, seen.now))

    take_step(conversation_id, staffer.staff_id, decide, sessions, desk)


def _at_desk(seen: Seen, staffer: Staffer) -> Presence:
    person = seen.opened.presences.get(staffer.staff_id)
    if person is None or person.status == "offline":
        raise NotYours("say first that you are at the desk")
    return person


def _refuse_unfit(handover: Handover, person: Presence, desk: Desk) -> None:
    """Raise `NotYours` for whom the last step of the queue would not ask: waiting longer would not bring it to them."""
    rules = desk.tenant(handover.tenant).desk
    if not fits(person, handover, rules.of_queue(handover.queue).steps[-1]):
        raise NotYours("it needs a language or a topic that you do not have")


def _with_person(session: Session, staffer: Staffer) -> Session:
    dialogue = session.dialogue.changed(holder="person", queue=None, priority=None, unanswered=None, offered=())
    return session.changed(dialogue=dialogue, person=staffer.person)
