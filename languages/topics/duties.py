"""How a text says what must, may and must not be done."""

from typing import ClassVar

from languages.topic import Topic


class Duties(Topic):
    """Patterns of whole words, read in normalised text."""

    file: ClassVar = "duties.json"

    negations: tuple[str, ...]
    """What turns a clause into its opposite, such as "not" and "avoid"; several say no more than one."""
    without: tuple[str, ...]
    """What turns it once more: "not without help" is "with help"."""
    must: tuple[str, ...]
    may: tuple[str, ...]
    never: tuple[str, ...]
    always: tuple[str, ...]
    only: tuple[str, ...]
    safely: tuple[str, ...]
    """That a thing can be done without danger, or is none."""
    lifelong: tuple[str, ...]
    """That something lasts without an end, as no number says it: "for life"."""
    permits: tuple[str, ...]
    """That something may or can be done: what is denied as a whole must not be part of that."""
    soothes: tuple[str, ...]
    """That there is no danger, or that one may go on as if there were none: whoever stops is told so by nobody else."""
    driving: tuple[str, ...]
    """To drive: where it is forbidden, the car is no longer safe."""
    harms: tuple[str, ...]
    """What somebody may come to harm by: a sentence that names it warns, though it forbids nothing."""
    breaks: tuple[str, ...]
    """Words that begin another clause, such as "and" and "because"."""
