"""A step at the desk that the customer sees: the session, the desk and an event of the conversation change together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from contracts.desk import NO_CHANGE, Change, Handover
from contracts.episode import Episode
from contracts.errors import ConversationBusy, NotFound, NotYours
from contracts.ids import new_id
from contracts.public import EventKind, TranscriptEntry
from contracts.session import Person, Session
from conversations.hand_over import Open
from conversations.stores import Desk, Sessions
from languages.phrases import phrases_in
from store.retry import tries
from store.steps import Event


@dataclass(frozen=True)
class Seen:
    """A conversation and what is open of it, as a step finds them."""

    session: Session
    opened: Open
    now: datetime

    @property
    def handover(self) -> Handover:
        """What is open. Raises `NotFound` where nothing is."""
        if self.opened.handover is None:
            raise NotFound("conversation_id", "nobody waits for a person in this conversation")
        return self.opened.handover

    def held_by(self, staff_id: str) -> Handover:
        """What a person holds. Raises `NotYours` where they do not, and `NotFound` where nothing is open."""
        if self.handover.state != "held" or self.handover.staff_id != staff_id:
            raise NotYours("you do not hold this conversation")
        return self.handover


@dataclass(frozen=True)
class Step:
    """What is to be written together."""

    change: Change
    session: Session | None = None
    """None where the session stays as it is."""
    event: EventKind | None = None
    """What the customer is told, if anything."""
    person: Person | None = None
    """Whom the event is about."""
    queue: str | None = None
    finished: Episode | None = None
    """The matter that is over, where one is."""


def take_step(
    conversation_id: str,
    staff_id: str | None,
    decide: Callable[[Seen], Step],
    sessions: Sessions,
    desk: Desk,
) -> TranscriptEntry | None:
    """Take a step that `decide` chooses from what is stored; returns the event that the customer is told, if any.

    Where somebody else writes at the same time it is decided anew. `staff_id` is who takes it, if somebody of the staff
    does. Raises what `decide` raises, `NotFound`, `ConversationBusy` and `Unavailable`.
    """
    for _ in tries():
        seen = look(sessions.existing(conversation_id), staff_id, desk)
        step = decide(seen)
        if step.change == NO_CHANGE and step.session is None:
            return None
        written = desk.write(seen.session, step.session, step.change, _event(seen.session, step), step.finished)
        if written is not None:
            return written.entry
    raise ConversationBusy


def _event(session: Session, step: Step) -> Event | None:
    """What the customer is told, in the conversation's language."""
    if step.event is None:
        return None
    _, phrases = phrases_in(session.dialogue.language or session.language)
    name = step.person.name if step.person else ""
    queue = phrases.queues.get(step.queue or "", step.queue or "")
    text = phrases.texts[f"event_{step.event}"].format(name=name, queue=queue)
    return Event(new_id(), step.event, text, step.person, step.queue)


def look(session: Session, staff_id: str | None, desk: Desk) -> Seen:
    """Return what is open of a conversation now, and who has to do with it. Raises `Unavailable`."""
    handover = desk.handover(session.tenant, session.conversation_id)
    wanted = {name for name in (staff_id, handover.staff_id if handover else None) if name}
    found = {name: desk.presence(session.tenant, name) for name in wanted}
    presences = {name: person for name, person in found.items() if person is not None}
    return Seen(session, Open(handover, presences), datetime.now(UTC))
