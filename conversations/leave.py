"""The customer needs no person any more: they leave the line, or the person, and are with the bot again."""

from contracts.errors import EmergencyWaits
from contracts.policy import EMERGENCY_PRIORITY
from contracts.public import TranscriptEntry
from contracts.session import Session
from conversations.at_desk import Seen, Step, take_step
from conversations.stores import Desk, Sessions
from desk.steps import end


def leave_person(conversation_id: str, sessions: Sessions, desk: Desk) -> TranscriptEntry | None:
    """Give a conversation back to the bot; returns the event that says so, None where the bot has it already.

    An emergency is left in words only, which are asked about: a button is pressed by mistake. Raises `EmergencyWaits`,
    `NotFound`, `ConversationBusy` and `Unavailable`.
    """

    def decide(seen: Seen) -> Step:
        handover = seen.handover
        if handover.state != "held" and handover.priority == EMERGENCY_PRIORITY:
            raise EmergencyWaits("help is on its way to you: if nobody needs it any more, say so in the conversation")
        change = end(handover, "withdrawn", seen.opened.presences, seen.now)
        return Step(change, with_bot(seen.session), "bot_again")

    if sessions.existing(conversation_id).dialogue.holder == "bot":
        return None
    return take_step(conversation_id, None, decide, sessions, desk)


def with_bot(session: Session) -> Session:
    """Return a session that the bot has again."""
    dialogue = session.dialogue.changed(holder="bot", queue=None, priority=None)
    return session.changed(dialogue=dialogue, person=None)
