"""Promising a person is handing over: what the reply to a turn changes at the desk. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from contracts.desk import NO_CHANGE, Change, Handover, Needs, Presence
from contracts.findings.of_turn import Findings
from contracts.session import Dialogue, Session
from contracts.turn import TurnAnswer
from danger.settle import UNCLEAR, settled
from desk.steps import end, raise_to


@dataclass(frozen=True)
class Open:
    """What is open of a conversation at the desk."""

    handover: Handover | None = None
    presences: Mapping[str, Presence] = field(default_factory=dict)
    """Of whoever holds it, or is asked to take it."""


def desk_after(
    session: Session, after: Dialogue, answer: TurnAnswer, opened: Open, region: str, now: datetime
) -> Change:
    """Return what an answer changes at the desk, after which the dialogue is `after`.

    Whoever comes to wait gets a hand-over, and what became more urgent, or is needed no more, is said of the one that
    there is. A danger is told also to the person who holds the conversation.
    """
    handover, danger = opened.handover, _danger(answer)
    if handover is None:
        waits = after.holder == "queue" and after.queue is not None
        return Change(_new(session, after, answer, region, now)) if waits else NO_CHANGE
    if after.holder == "bot":
        return end(handover, "withdrawn", opened.presences, now)
    if after.holder == "person" and danger is None:
        return NO_CHANGE
    raised = handover.changed(alert=danger or handover.alert)
    queue, priority = after.queue or handover.queue, answer.route.priority if danger else after.priority
    if raised == handover and (queue, priority) == (handover.queue, handover.priority):
        return NO_CHANGE
    return raise_to(raised, queue, priority or handover.priority, opened.presences, now)


def _new(session: Session, after: Dialogue, answer: TurnAnswer, region: str, now: datetime) -> Handover:
    return Handover(
        handover_id=answer.turn_id,
        conversation_id=session.conversation_id,
        tenant=session.tenant,
        region=region,
        queue=after.queue or "",
        priority=after.priority or answer.route.priority,
        needs=Needs(language=answer.reply.language, brand=after.vehicle.make if after.vehicle else None),
        entered_at=now,
        since=now,
        alert=_danger(answer),
        customer_id=session.customer_id,
    )


def _danger(answer: TurnAnswer) -> str | None:
    """The kind of danger that an answer tells the customer what to do about."""
    if answer.route.kind != "emergency":
        return None
    return settled(Findings.taken_from(answer.findings)).kind or UNCLEAR
