"""A message that was told whom to call, and of which its customer says with a button that it tells of no emergency.

That very message is answered then. It is read from where it is stored; the button holds nothing of it.
"""

from dataclasses import replace
from typing import Final

from contracts.findings.danger import DangerFinding
from contracts.findings.of_turn import Findings
from contracts.session import Dialogue, Session
from contracts.turn import AgentTask, TurnAnswer
from conversations.stores import Turns
from conversations.task import Turn, task_for
from danger.question import answer_to_question

_DENIED: Final = DangerFinding(level="harmless", probability=0.0, denied=True)


def denied_turn(task: AgentTask) -> str | None:
    """Return the turn whose message is asked about anew, if this one is the button for it that was just offered."""
    pressed = task.text in task.dialogue.offered and answer_to_question(task.text) == "no_emergency"
    return task.dialogue.unanswered if pressed else None


def task_denying(denied: str, turn: Turn, session: Session, turn_id: str, turns: Turns) -> AgentTask:
    """Return the task to answer the message of the turn `denied`; as it is where that is gone. Raises `Unavailable`.

    Its answer goes the way of the turn that asks for it.
    """
    message = turns.find_message(turn.conversation_id, denied)
    if message is None:
        return task_for(turn, session, turn_id)
    without = session.changed(dialogue=session.dialogue.without_emergency(denied))
    message = message.changed(channel=turn.request.channel)
    task = task_for(replace(turn, request=message), without, turn_id)
    return task.changed(findings=Findings(danger=_DENIED))


def dialogue_before(current: Dialogue, asked: Dialogue, answer: TurnAnswer) -> Dialogue:
    """Return the dialogue that an answer goes on from: where it is to a message denied in `asked`, without its wait.

    What alarmed anew meanwhile stands.
    """
    danger = answer.findings.danger
    if danger is None or not danger.denied or asked.unanswered is None:
        return current
    return current.without_emergency(asked.unanswered)
