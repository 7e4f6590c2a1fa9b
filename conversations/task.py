"""A customer turn as it arrives, and what the agents are given of it."""

from dataclasses import dataclass

from contracts.models import NO_MODELS
from contracts.session import Session
from contracts.turn import AgentTask, TurnRequest
from conversations.language import reply_language
from danger.normalise import readable
from languages.choices import chosen
from languages.corrections import meant_instead


@dataclass(frozen=True)
class Turn:
    """A request in the conversation it belongs to."""

    conversation_id: str
    request: TurnRequest
    trace_id: str


def task_for(turn: Turn, session: Session, turn_id: str) -> AgentTask:
    """Return what the agents are given: the text in plain sight, or the offer it chooses. What is stored is as sent.

    A button says nothing of its customer's language: it may be the heading of a page in another one. The first message
    of a conversation corrects nothing that was understood.
    """
    text, offered = readable(turn.request.text), session.dialogue.offered
    text = chosen(text, offered) or text
    spoken = session.dialogue.language
    language, foreign = spoken or session.language, None
    if text not in offered:
        language, foreign = reply_language(text, language, opening=spoken is None)
    return AgentTask(
        text=text,
        meant=meant_instead(text) if session.dialogue.turns else None,
        language=language,
        foreign_language=foreign,
        tenant=session.tenant,
        conversation_id=turn.conversation_id,
        turn_id=turn_id,
        trace_id=turn.trace_id,
        customer_id=session.customer_id,
        country=session.country,
        contacts=session.contacts,
        models=session.models or NO_MODELS,
        dialogue=session.dialogue,
        channel=turn.request.channel,
    )
