"""What people say to be polite, or not: greetings, thanks, goodbyes, and questions about who answers."""

from typing import ClassVar

from languages.topic import Topic


class Courtesies(Topic):
    """Words and phrases as they are written, in any case."""

    file: ClassVar = "courtesies.json"

    thanks: tuple[str, ...]
    """Words that thank wherever they stand."""
    thanking: tuple[str, ...]
    """Whole phrases that thank."""
    greetings: tuple[str, ...]
    goodbyes: tuple[str, ...]
    presence: tuple[str, ...]
    """Asking whether anybody is there, or how long it will take."""
    assistant_questions: tuple[str, ...]
    """Asking who answers: a person or a machine."""
    humans: tuple[str, ...]
    """What small talk names where it asks whether a person answers: "a real person"."""
    machines: tuple[str, ...]
    """The same for a machine: "an automated service"."""
    insults: tuple[str, ...]
    fillers: tuple[str, ...]
    """What may stand beside these and asks for nothing."""
