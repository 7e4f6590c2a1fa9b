"""The reply to a danger: what to do first, and whom to call in this country."""

from contracts.turn import AgentTask
from danger.numbers import number_to_call, numbers_for
from danger.settle import SELF_HARM, UNCLEAR, settled
from languages.phrases import Phrases


def emergency_text(task: AgentTask, phrases: Phrases) -> str:
    """Return advice for the kind of danger, then the number to call. It speaks of nobody who comes: nobody is told."""
    kind, number = settled(task.findings).kind or UNCLEAR, number_to_call(task, phrases)
    advice = phrases.danger.get(kind, phrases.danger[UNCLEAR])
    if kind != SELF_HARM:
        return f"{advice}\n\n{phrases.texts['emergency'].format(number=number)}"
    return f"{advice}\n\n{crisis_text(task, phrases)}"


def crisis_text(task: AgentTask, phrases: Phrases) -> str:
    """Return whom somebody can call who may not want to live."""
    known, number = numbers_for(task), number_to_call(task, phrases)
    line = phrases.texts["crisis_line"].format(line=known.crisis) if known and known.crisis else ""
    return phrases.texts["crisis"].format(line=line, number=number)
