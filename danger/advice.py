"""The reply to a danger: what to do first, and whom to call in this country."""

from contracts.turn import AgentTask
from danger.numbers import number_to_call, numbers_for
from danger.settle import SELF_HARM, settled
from languages.phrases import Phrases


def emergency_text(task: AgentTask, phrases: Phrases) -> str:
    """Return advice for the kind of danger, then the number to call. It speaks of nobody who comes: nobody is told."""
    kind, number = settled(task.findings).kind or "unclear", number_to_call(task, phrases)
    advice = phrases.danger.get(kind, phrases.danger["unclear"])
    if kind != SELF_HARM:
        return f"{advice}\n\n{phrases.texts['emergency'].format(number=number)}"
    known = numbers_for(task)
    line = phrases.texts["crisis_line"].format(line=known.crisis) if known and known.crisis else ""
    return f"{advice}\n\n{phrases.texts['crisis'].format(line=line, number=number)}"
