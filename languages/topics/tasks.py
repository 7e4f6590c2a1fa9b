"""What developers' prompts ask a model to do, by the words that say so."""

from typing import ClassVar

from languages.topic import Topic


class Tasks(Topic):
    """Expressions by kind of task (`contracts/prompts.py`), the surest ones only: one of them decides."""

    file: ClassVar = "tasks.json"

    classification: tuple[str, ...]
    extraction: tuple[str, ...]
    summarising: tuple[str, ...]
    text_question: tuple[str, ...]
    """What points at a text that is given."""
    open_question: tuple[str, ...]
    """How questions and requests for an explanation begin; they count at the beginning of a prompt alone."""
    reasoning: tuple[str, ...]
    code: tuple[str, ...]
    writing: tuple[str, ...]
    rewriting: tuple[str, ...]
    planning: tuple[str, ...]
    conversation: tuple[str, ...]
    tools: tuple[str, ...]
    """What says that the model may call tools."""
