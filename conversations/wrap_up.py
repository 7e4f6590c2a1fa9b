"""A person has finished: the bot has the conversation again, and what comes next is a new matter."""

from contracts.desk_api import WrapUp
from contracts.episode import Episode
from contracts.ids import new_id
from contracts.public import TranscriptEntry
from contracts.session import Dialogue, Session
from conversations.at_desk import Seen, Step, take_step
from conversations.staff import Staffer
from conversations.stores import Desk, Sessions
from desk.steps import end


def wrap_up(
    conversation_id: str, staffer: Staffer, done: WrapUp, sessions: Sessions, desk: Desk
) -> TranscriptEntry | None:
    """End a hand-over as its person says it ended; returns the event that the customer is told.

    Nothing that was begun for this hand-over can happen any more. Raises `NotYours`, `NotFound`, `ConversationBusy` and
    `Unavailable`.
    """

    def decide(seen: Seen) -> Step:
        handover = seen.held_by(staffer.staff_id)
        change = end(handover, "wrapped_up", seen.opened.presences, seen.now)
        matter = _finished(seen, staffer, done)
        return Step(change, _next_episode(seen.session), "finished", staffer.person, finished=matter)

    told = take_step(conversation_id, staffer.staff_id, decide, sessions, desk)
    if done.summary:
        session = sessions.existing(conversation_id)
        desk.note(session, staffer.person, new_id(), done.summary, f"wrap-up:{session.episode - 1}")
    return told


def _finished(seen: Seen, staffer: Staffer, done: WrapUp) -> Episode | None:
    """The matter, to be kept with its customer; None where nobody knows whose it is."""
    session = seen.session
    if session.customer_id is None:
        return None
    return Episode(
        tenant=session.tenant,
        customer_id=session.customer_id,
        conversation_id=session.conversation_id,
        episode=session.episode,
        ended_at=seen.now,
        disposition=done.disposition,
        tags=done.tags,
        summary=done.summary,
        staff_name=staffer.name,
    )


def _next_episode(session: Session) -> Session:
    """Return a session in which only language and vehicle are still known: nothing asked before goes on."""
    before = session.dialogue
    fresh = Dialogue(language=before.language, vehicle=before.vehicle, turns=before.turns)
    return session.changed(dialogue=fresh, person=None, episode=session.episode + 1)
