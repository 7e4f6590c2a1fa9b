"""A reply in the making, and what several replies are made of."""

from contracts.base import Strict
from contracts.findings.response import Citation
from contracts.turn import AgentTask
from languages.phrases import Phrases


class Draft(Strict):
    """A reply before greeting and language notes."""

    text: str
    answer: str = ""
    """The part of the text that a model may write anew."""
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()


def queue_named(queue: str | None, phrases: Phrases) -> str:
    """How a queue is called; customer care where there is none of this name."""
    return phrases.queues.get(queue or "", phrases.queues["customer_care"])


def answer_offered(task: AgentTask, phrases: Phrases) -> tuple[str, ...]:
    """The button that asks for the answer to a message that was told whom to call, and nothing else."""
    return (phrases.texts["no_emergency"],) if task.dialogue.unanswered else ()


def person_offered(task: AgentTask, phrases: Phrases) -> tuple[str, ...]:
    """The button that asks for a person; none for who waits for one already."""
    return () if task.dialogue.holder == "queue" else (phrases.intents["speak_to_person"],)
